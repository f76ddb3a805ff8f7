#pragma once

#include <QProxyStyle>

class QStyleOptionButton;

namespace cairn::ui {

class Theme;

// What a button is, as a dynamic property of it; see ui/widgets/buttons.h for who sets it.
inline constexpr char kKindProperty[] = "cairnKind";
inline constexpr char kPrimaryKind[] = "primary"; // filled; one a page
inline constexpr char kChipKind[] = "chip";       // a round filter; checked while it filters
inline constexpr char kPlainKind[] = "plain";     // no frame until it is pointed at or focused

// Paints the ordinary widgets of Qt from the tokens: fields, buttons, checks, focus.
class Style : public QProxyStyle {
    Q_OBJECT

public:
    explicit Style(const Theme& theme);

    void drawPrimitive(
        PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawControl(
        ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawComplexControl(
        ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
        const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(
        ComplexControl control, const QStyleOptionComplex* option, SubControl part,
        const QWidget* widget) const override;
    QSize sizeFromContents(
        ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(
        StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* answer) const override;
    void polish(QWidget* widget) override;
    using QProxyStyle::polish;

private:
    void drawButton(const QStyleOption& option, QPainter& painter, const QWidget* widget) const;
    void drawButtonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const;
    void drawField(const QStyleOption& option, QPainter& painter, bool focused) const;
    void drawFrame(const QStyleOption& option, QPainter& painter, bool focused) const; // of what scrolls
    void drawCheck(const QStyleOption& option, QPainter& painter, bool round) const;
    void drawChevron(QPainter& painter, const QRectF& rect, Qt::ArrowType direction, bool enabled) const;
    void drawSlider(const QStyleOptionComplex& option, QPainter& painter, const QWidget* widget) const;
    void drawFocus(QPainter& painter, const QRectF& rect, qreal radius) const;

    const Theme& m_theme;
};

} // namespace cairn::ui
