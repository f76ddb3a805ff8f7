#pragma once

#include "core/api/sync.h"
#include "ui/shell/navigator.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fitting_dialog.h"

class QPushButton;

namespace cairn::ui {

class BusyOverlay;
class CertificateStep;
class CodeStep;
class ConfirmStep;
class JoinForm;
class Notice;
class Segmented;
class TextLabel;

// Signs in to a server or creates an account there, through all that the server wants to know on the way. Signs in
// again where a server is joined already. The password lives in the form and ends with the dialog.
class JoinDialog : public FittingDialog {
    Q_OBJECT

public:
    JoinDialog(api::Sync& sync, Theme& theme, Joining way, QWidget* parent = nullptr);

    void done(int result) override;
    void reject() override;

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
    void begin(const QString& doing);
    void fail(const base::Error& error);
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
    Notice* m_notice;
    JoinForm* m_form;
    CodeStep* m_code;
    CertificateStep* m_certificate;
    ConfirmStep* m_confirm;
    QPushButton* m_back;
    QPushButton* m_trust;
    QPushButton* m_go;
    BusyOverlay* m_busy;
    bool m_stopping = false;
    api::Request m_request;
};

} // namespace cairn::ui
