#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace cairn::ui {

// One line of text that ends in "…" where there is no room; the whole text is its tip and what screen readers hear, and
// its context menu copies it.
class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    ElidedLabel(Theme& theme, Type type, Token token, const QString& text = {}, QWidget* parent = nullptr);

    void setText(const QString& text);

    QString text() const { return m_text; }

    void setStrong(bool strong);
    void setToken(Token token);
    void setStruckOut(bool struckOut);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void restyle();

    Theme& m_theme;
    Type m_type;
    Token m_token;
    QString m_text;
    bool m_strong = false;
    bool m_struckOut = false;
};

} // namespace cairn::ui
