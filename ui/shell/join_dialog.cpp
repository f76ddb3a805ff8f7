#include "ui/shell/join_dialog.h"

#include "ui/models/sync_text.h"
#include "ui/shell/join_form.h"
#include "ui/shell/join_steps.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace cairn::ui {

JoinDialog::JoinDialog(api::Sync& sync, Theme& theme, Joining way, QWidget* parent)
    : ServerDialog(theme, 500, parent)
    , m_sync(sync)
    , m_again(sync.state().phase != api::SyncPhase::off)
    , m_title(new TextLabel(theme, Type::pageTitle, Token::text, {}, this))
    , m_lead(makeParagraph(theme, {}, this))
    , m_ways(new Segmented(theme, tr("Account"), {tr("I have an account"), tr("Create an account")}, this))
    , m_form(new JoinForm(theme, this))
    , m_code(new CodeStep(theme, this))
    , m_certificate(new CertificateStep(theme, this))
    , m_confirm(new ConfirmStep(theme, this))
    , m_back(makeButton(theme, {}, this))
    , m_trust(makeButton(theme, tr("Trust this certificate"), this))
    , m_go(makePrimaryButton(theme, {}, this)) {
    build();
    connect(m_ways, &Segmented::chosen, this, [this](int chosen) { setJoining(static_cast<Joining>(chosen)); });
    connect(m_form, &JoinForm::reminderWanted, this, &JoinDialog::remind);
    connect(m_go, &QPushButton::clicked, this, &JoinDialog::goOn);
    connect(m_back, &QPushButton::clicked, this, &JoinDialog::goBack);
    connect(m_trust, &QPushButton::clicked, this, [this] {
        m_trusted = m_offered;
        send(m_way);
    });
    if (m_again) {
        m_form->fill(sync.state());
    }
    setJoining(m_again ? Joining::signIn : way);
    m_form->focusFirst();
}

void JoinDialog::build() {
    m_title->setWordWrap(true);
    auto* head = new QVBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_title);
    head->addWidget(m_lead);
    body()->addLayout(head);
    body()->addWidget(m_ways, 0, Qt::AlignLeading);
    for (QWidget* widget : std::initializer_list<QWidget*>{notice(), m_form, m_code, m_certificate, m_confirm}) {
        body()->addWidget(widget);
    }
    body()->addStretch();
    for (QPushButton* button : {m_trust, m_back, m_go}) {
        buttons()->addWidget(button);
    }
    m_go->setDefault(true);
}

void JoinDialog::setJoining(Joining way) {
    m_way = way;
    m_ways->setCurrent(static_cast<int>(way));
    m_form->setWay(
        m_again                         ? JoinForm::Way::signInAgain
        : way == Joining::createAccount ? JoinForm::Way::createAccount
                                        : JoinForm::Way::signIn);
    notice()->clear();
    showStep(Step::form);
}

QString JoinDialog::titleOf(Step step) const {
    switch (step) {
    case Step::form:
        return m_again                           ? tr("Sign in again")
               : m_way == Joining::createAccount ? tr("Create an account")
                                                 : tr("Sign in to a server");
    case Step::code:
        return tr("A second factor");
    case Step::certificate:
        return tr("Do you trust this server?");
    case Step::confirm:
        return tr("Confirm your e-mail address");
    }
    return {};
}

QString JoinDialog::leadText() const {
    if (!m_again) {
        return tr("All that is on this computer is kept, and comes together with what the account has.");
    }
    const api::SyncState state = m_sync.state();
    return tr("As %1, to %2. What you did meanwhile is kept here, and goes out once you are signed in.")
        .arg(QString::fromStdString(state.email), serverName(state.server));
}

void JoinDialog::showStep(Step step) {
    m_step = step;
    setWindowTitle(titleOf(step));
    m_title->setText(titleOf(step));
    m_lead->setText(leadText());
    m_lead->setVisible(step == Step::form);
    m_ways->setVisible(step == Step::form && !m_again);
    m_form->setVisible(step == Step::form);
    m_code->setVisible(step == Step::code);
    m_certificate->setVisible(step == Step::certificate);
    m_confirm->setVisible(step == Step::confirm);
    nameButtons();
}

// What is safe is the primary button, and what Enter does: before an unknown certificate that is to go back.
void JoinDialog::nameButtons() {
    m_trust->setVisible(m_step == Step::certificate);
    m_back->setVisible(m_step != Step::certificate);
    m_back->setText(m_step == Step::form ? tr("Cancel") : tr("Back"));
    switch (m_step) {
    case Step::form:
        m_go->setText(m_way == Joining::createAccount ? tr("Create account") : tr("Sign in"));
        break;
    case Step::code:
        m_go->setText(tr("Sign in"));
        break;
    case Step::certificate:
        m_go->setText(tr("Do not trust"));
        break;
    case Step::confirm:
        m_go->setText(tr("I have confirmed it: sign in"));
        break;
    }
}

void JoinDialog::goOn() {
    if (isAsking()) {
        return;
    }
    switch (m_step) {
    case Step::form:
        if (m_form->check()) {
            send(m_way);
        }
        break;
    case Step::code:
        if (m_code->check()) {
            send(m_way);
        }
        break;
    case Step::certificate:
        goBack();
        break;
    case Step::confirm:
        send(m_way);
        break;
    }
}

void JoinDialog::goBack() {
    if (m_step == Step::form || isAsking()) {
        reject();
        return;
    }
    m_code->forget();
    m_trusted.clear();
    setJoining(m_way);
    m_form->focusFirst();
}

void JoinDialog::send(Joining way) {
    if (isAsking()) {
        return;
    }
    api::SignIn account = m_form->account();
    account.code = m_code->code().toStdString();
    account.certificate = m_trusted;
    const auto answer = [this](base::Expected<api::SignInResult> result) { heard(std::move(result)); };
    if (way == Joining::createAccount) {
        ask(tr("Creating the account…"), m_sync.createAccount(std::move(account), answer));
    } else {
        ask(tr("Signing in…"), m_sync.signIn(std::move(account), answer));
    }
}

void JoinDialog::heard(base::Expected<api::SignInResult> answer) {
    endAsking();
    if (!answer) {
        fail(
            answer.error(), m_step == Step::code ? tr("Codes change every half minute: take the one that is shown now.")
                                                 : tr("Look at the e-mail address and the password once more."));
        return;
    }
    const QString message = QString::fromStdString(answer->message);
    const std::string server = m_form->account().server;
    switch (answer->step) {
    case api::SignInResult::Step::joined:
        Q_EMIT joined(serverName(server));
        accept();
        return;
    case api::SignInResult::Step::code:
        showStep(Step::code);
        m_code->begin(message);
        break;
    case api::SignInResult::Step::certificate:
        m_offered = answer->certificate;
        m_certificate->begin(serverName(server), message, QString::fromStdString(m_offered));
        showStep(Step::certificate);
        m_go->setFocus();
        break;
    case api::SignInResult::Step::confirm:
        if (m_step == Step::confirm) {
            notice()->say(Notice::Kind::warning, tr("The server has not heard of the confirmation yet."));
        }
        m_way = Joining::signIn; // the account is there
        m_confirm->begin(QString::fromStdString(m_form->account().email), message);
        showStep(Step::confirm);
        m_go->setFocus();
        break;
    }
}

void JoinDialog::remind() {
    if (!m_form->checkForReminder() || isAsking()) {
        return;
    }
    const api::SignIn account = m_form->account();
    const auto answer = [this](base::Expected<std::string> said) {
        endAsking();
        if (said) {
            notice()->say(Notice::Kind::information, QString::fromStdString(*said));
        } else {
            fail(said.error());
        }
    };
    ask(tr("Asking the server…"), m_sync.forgotPassword(account.server, account.email, answer));
}

void JoinDialog::done(int result) {
    m_form->forgetPassword();
    m_code->forget();
    ServerDialog::done(result);
}

} // namespace cairn::ui
