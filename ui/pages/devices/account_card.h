#pragma once

#include "core/api/sync.h"
#include "ui/widgets/card.h"

#include <QList>

class QGridLayout;
class QLabel;
class QPushButton;

namespace cairn::ui {

class Notice;
class StateChip;
class TextLabel;

// Whether the server asks for a code at sign-in, as far as it has said.
enum class CodesAtSignIn { unknown, notSaid, off, on };

// The account at the server, and how it stands with it.
class AccountCard : public Card {
    Q_OBJECT

public:
    explicit AccountCard(Theme& theme, QWidget* parent = nullptr);

    void show(const api::SyncState& state, CodesAtSignIn codes);
    void focusFirst();

Q_SIGNALS:
    void tryAsked();
    void signInAsked();
    void passwordAsked();
    void codesAsked(); // the other way than they are
    void leaveAsked();
    void eraseAsked();

private:
    QList<QPushButton*> allButtons() const;
    static QString codesText(const api::SyncState& state, CodesAtSignIn codes);
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
    TextLabel* m_codes;
    QPushButton* m_signIn;
    QPushButton* m_try;
    QPushButton* m_password;
    QPushButton* m_turnCodes;
    QPushButton* m_leave;
    QPushButton* m_erase;
};

} // namespace cairn::ui
