#pragma once

#include "ui/theme/theme.h"

#include <QIconEngine>
#include <QPointer>

namespace cairn::ui {

// Renders an icon of the program from its SVG at the size and pixel ratio that is asked for, in the colour that its
// token has at that moment, so that icons need no replacing when the look changes.
class IconEngine : public QIconEngine {
public:
    IconEngine(const Theme& theme, QString name, Token token);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine* clone() const override;

private:
    QPixmap rendered(QSize deviceSize, QIcon::Mode mode) const;

    QPointer<const Theme> m_theme;
    QString m_name;
    Token m_token;
};

} // namespace cairn::ui
