#pragma once

#include "ui/widgets/card.h"

class QPushButton;

namespace cairn::ui {

// What a server gives, for whoever has joined none, and the two ways to one.
class ServerOffer : public Card {
    Q_OBJECT

public:
    explicit ServerOffer(Theme& theme, QWidget* parent = nullptr);

    void focusFirst();

Q_SIGNALS:
    void signInAsked();
    void accountAsked();

private:
    void addGain(const QString& icon, const QString& title, const QString& text);

    Theme& m_theme;
    QPushButton* m_signIn;
};

} // namespace cairn::ui
