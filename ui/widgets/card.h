#pragma once

#include "ui/theme/theme.h"

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace cairn::ui {

class TextLabel;

// A rounded surface with a line around it and, where it has one, a title. Its contents go into body().
class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(Theme& theme, const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title); // an empty title takes no room

    // What it is painted with: Token::surface with a line, or a tinted ground without one.
    void setGround(Token ground);

    QHBoxLayout* header() const { return m_header; } // the title's row; what is added stands at its end

    // Lets the words of a plain button at the end of the title's row end where the card's do.
    void hangButton();

    static constexpr int kButtonPadding = 12; // beside the words of a plain button

    QVBoxLayout* body() const { return m_body; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    TextLabel* m_title;
    QHBoxLayout* m_header;
    QVBoxLayout* m_body;
    Token m_ground = Token::surface;
};

} // namespace cairn::ui
