#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace cairn::ui {

// A label in one of the program's types and colours, that follows the look. Its text is plain unless the format is set,
// and can be selected with the mouse.
class TextLabel : public QLabel {
    Q_OBJECT

public:
    TextLabel(Theme& theme, Type type, Token token, const QString& text = {}, QWidget* parent = nullptr);

    void setToken(Token token);
    void setStrong(bool strong);   // the weight of a name
    void setTabular(bool tabular); // figures of one width

protected:
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void restyle();
    void mirror();

    Theme& m_theme;
    Type m_type;
    Token m_token;
    bool m_strong = false;
    bool m_tabular = false;
};

// The same with lines that break, for sentences.
TextLabel* makeParagraph(Theme& theme, const QString& text, QWidget* parent = nullptr, Token token = Token::muted);

} // namespace cairn::ui
