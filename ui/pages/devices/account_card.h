#pragma once

#include "core/api/sync.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace cairn::ui {

class Notice;
class StateChip;
class TextLabel;

// The account at the server, and how it stands with it.
class AccountCard : public Card {
    Q_OBJECT

public:
    explicit AccountCard(Theme& theme, QWidget* parent = nullptr);

    void show(const api::SyncState& state);
    void focusFirst();

Q_SIGNALS:
    void tryAsked();
    void signInAsked();
    void passwordAsked();
    void leaveAsked();

private:
    TextLabel* addFact(const QString& name);

    Theme& m_theme;
    StateChip* m_chip;
    TextLabel* m_sentence;
    TextLabel* m_reason;
    Notice* m_clock;
    Notice* m_secrets;
    QGridLayout* m_facts;
    TextLabel* m_email;
    TextLabel* m_device;
    TextLabel* m_server;
    QPushButton* m_signIn;
    QPushButton* m_try;
    QPushButton* m_password;
    QPushButton* m_leave;
};

} // namespace cairn::ui
