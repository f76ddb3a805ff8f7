#pragma once

#include "core/api/sync.h"
#include "ui/shell/navigator.h"
#include "ui/shell/server_dialog.h"
#include "ui/theme/theme.h"

class QPushButton;

namespace cairn::ui {

class CertificateStep;
class CodeStep;
class ConfirmStep;
class JoinForm;
class Segmented;
class TextLabel;

// Signs in to a server or creates an account there, through all that the server wants to know on the way. Signs in
// again where a server is joined already. The password lives in the form and ends with the dialog.
class JoinDialog : public ServerDialog {
    Q_OBJECT

public:
    JoinDialog(api::Sync& sync, Theme& theme, Joining way, QWidget* parent = nullptr);

    void done(int result) override;

Q_SIGNALS:
    void joined(const QString& server);

private:
    enum class Step { form, code, certificate, confirm };

    void build();
    void setJoining(Joining way);
    void showStep(Step step);
    void nameButtons();
    void goOn(); // the primary button
    void goBack();
    void send(Joining way);
    void heard(base::Expected<api::SignInResult> answer);
    void remind();
    QString titleOf(Step step) const;
    QString leadText() const;

    api::Sync& m_sync;
    const bool m_again; // a server is joined already
    Joining m_way = Joining::signIn;
    Step m_step = Step::form;
    std::string m_trusted; // digest of the certificate that the person trusts
    std::string m_offered; // of the one that is asked about

    TextLabel* m_title;
    TextLabel* m_lead;
    Segmented* m_ways;
    JoinForm* m_form;
    CodeStep* m_code;
    CertificateStep* m_certificate;
    ConfirmStep* m_confirm;
    QPushButton* m_back;
    QPushButton* m_trust;
    QPushButton* m_go;
};

} // namespace cairn::ui
