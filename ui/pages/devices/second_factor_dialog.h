#pragma once

#include "core/api/sync.h"
#include "ui/shell/server_dialog.h"
#include "ui/theme/theme.h"

class QPushButton;

namespace cairn::ui {

class FactorSecretStep;
class RecoveryCodesStep;
class TextLabel;

// Turns codes at sign-in on: says what they are, lets an authenticator know the secret, asks for a code of it, and
// shows the recovery codes until they have been kept. Neither the secret nor a code outlives the dialog.
class SecondFactorDialog : public ServerDialog {
    Q_OBJECT

public:
    SecondFactorDialog(api::Sync& sync, Theme& theme, QWidget* parent = nullptr);

    void reject() override;
    void done(int result) override;

Q_SIGNALS:
    void turnedOn();

private:
    enum class Step { about, secret, codes };

    QWidget* makeAbout(Theme& theme);
    void showStep(Step step);
    void goOn(); // the primary button
    void begin();
    void confirm();
    void heardCodes(base::Expected<std::vector<std::string>> codes);
    void askWhetherOn(const base::Error& refusal);
    void sayRefusal(const base::Error& error);

    api::Sync& m_sync;
    Step m_step = Step::about;
    bool m_unsure = false; // an answer was lost: codes may be on
    TextLabel* m_title;
    QWidget* m_about;
    FactorSecretStep* m_secret;
    RecoveryCodesStep* m_codes;
    QPushButton* m_cancel;
    QPushButton* m_go;
};

} // namespace cairn::ui
