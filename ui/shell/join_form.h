#pragma once

#include "core/api/sync.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QCheckBox;
class QFormLayout;
class QPushButton;

namespace cairn::ui {

class CheckedField;
class SecretField;
class TextLabel;

// Who joins which server from which computer. Nothing else keeps the password, and this only until it is forgotten.
class JoinForm : public QWidget {
    Q_OBJECT

public:
    enum class Way { signIn, createAccount, signInAgain };

    explicit JoinForm(Theme& theme, QWidget* parent = nullptr);

    void setWay(Way way);

    // What is known already; with it, signing in again asks for the password alone.
    void fill(const api::SyncState& state);

    // Whether all is there; says what is not, and goes to the first such field.
    bool check();
    bool checkForReminder(); // for which no password is needed

    api::SignIn account() const;
    void forgetPassword();
    void focusFirst(); // that is to be filled in

Q_SIGNALS:
    void reminderWanted(); // the password was forgotten

private:
    void addRow(const QString& name, CheckedField* field, QWidget* inForm);
    QWidget* withPasswordParts();

    Theme& m_theme;
    QFormLayout* m_rows;
    CheckedField* m_server;
    CheckedField* m_email;
    SecretField* m_secret;
    CheckedField* m_password;
    CheckedField* m_device;
    TextLabel* m_rules = nullptr;
    QCheckBox* m_reveal = nullptr;
    QPushButton* m_forgotten = nullptr;
};

} // namespace cairn::ui
