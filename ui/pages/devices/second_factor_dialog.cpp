#include "ui/pages/devices/second_factor_dialog.h"

#include "ui/models/sync_text.h"
#include "ui/pages/devices/factor_secret_step.h"
#include "ui/pages/devices/recovery_codes_step.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace cairn::ui {

SecondFactorDialog::SecondFactorDialog(api::Sync& sync, Theme& theme, QWidget* parent)
    : ServerDialog(theme, 520, parent)
    , m_sync(sync)
    , m_title(new TextLabel(theme, Type::pageTitle, Token::text, {}, this))
    , m_about(makeAbout(theme))
    , m_secret(new FactorSecretStep(theme, this))
    , m_codes(new RecoveryCodesStep(theme, this))
    , m_cancel(makeButton(theme, tr("Cancel"), this))
    , m_go(makePrimaryButton(theme, {}, this)) {
    m_title->setWordWrap(true);
    for (QWidget* each : std::initializer_list<QWidget*>{m_title, m_about, m_secret, m_codes, notice()}) {
        body()->addWidget(each);
    }
    body()->addStretch();
    buttons()->addWidget(m_cancel);
    buttons()->addWidget(m_go);
    m_go->setDefault(true);
    connect(m_cancel, &QPushButton::clicked, this, &SecondFactorDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &SecondFactorDialog::goOn);
    connect(m_codes, &RecoveryCodesStep::keptChanged, this, [this](bool kept) { m_go->setEnabled(kept); });
    showStep(Step::about);
    m_go->setFocus();
}

QWidget* SecondFactorDialog::makeAbout(Theme& theme) {
    auto* about = new QWidget(this);
    auto* column = new QVBoxLayout(about);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(makeParagraph(
        theme,
        tr("Whoever learns your password cannot sign in with it alone then: at each sign-in on a computer the server "
           "also asks for a code, which a program on your phone or computer shows, a new one every half minute."),
        about, Token::text));
    column->addWidget(makeParagraph(
        theme,
        tr("You need such a program, an authenticator: Aegis, FreeOTP, KeePassXC and many password managers are some. "
           "It works without a network."),
        about, Token::text));
    column->addWidget(makeParagraph(
        theme, tr("Computers that are signed in stay so. You can turn codes off again with your password."), about));
    return about;
}

void SecondFactorDialog::showStep(Step step) {
    m_step = step;
    m_about->setVisible(step == Step::about);
    m_secret->setVisible(step == Step::secret);
    m_codes->setVisible(step == Step::codes);
    m_cancel->setVisible(step != Step::codes);
    m_go->setEnabled(step != Step::codes || m_codes->areKept());
    switch (step) {
    case Step::about:
        setWindowTitle(tr("Codes at sign-in"));
        m_go->setText(tr("Set up"));
        break;
    case Step::secret:
        setWindowTitle(tr("Set up your authenticator"));
        m_go->setText(tr("Turn codes on"));
        break;
    case Step::codes:
        setWindowTitle(tr("Keep your recovery codes"));
        m_go->setText(tr("Done"));
        break;
    }
    m_title->setText(windowTitle());
}

void SecondFactorDialog::goOn() {
    if (isAsking()) {
        return;
    }
    switch (m_step) {
    case Step::about:
        begin();
        break;
    case Step::secret:
        if (m_secret->check()) {
            confirm();
        }
        break;
    case Step::codes:
        accept();
        break;
    }
}

void SecondFactorDialog::begin() {
    ask(tr("Asking the server for a secret…"),
        m_sync.beginSecondFactor([this](base::Expected<api::FactorSecret> secret) {
            endAsking();
            if (!secret) {
                fail(secret.error());
                return;
            }
            showStep(Step::secret);
            m_secret->begin(*secret, m_sync.state());
        }));
}

void SecondFactorDialog::confirm() {
    ask(tr("Turning codes on…"),
        m_sync.confirmSecondFactor(m_secret->code(), [this](base::Expected<std::vector<std::string>> codes) {
            endAsking();
            heardCodes(std::move(codes));
        }));
}

void SecondFactorDialog::heardCodes(base::Expected<std::vector<std::string>> codes) {
    if (codes) {
        QStringList shown;
        for (const std::string& code : *codes) {
            shown << QString::fromStdString(code);
        }
        const auto state = m_sync.state();
        m_secret->forget();
        showStep(Step::codes);
        m_codes->begin(shown, tr("%1 at %2").arg(QString::fromStdString(state.email), serverName(state.server)));
        Q_EMIT turnedOn();
    } else if (codes.error().code == base::ErrorCode::Unreachable) {
        m_unsure = true;
        auto trouble = serverTrouble(codes.error());
        trouble.meaning = tr("Whether codes are on now is not known.");
        trouble.todo = tr("Try again: that finds it out.");
        notice()->say(trouble);
        reveal(notice());
    } else if (m_unsure) {
        askWhetherOn(codes.error());
    } else {
        sayRefusal(codes.error());
    }
}

// A server whose answer was lost takes no code for the same secret again.
void SecondFactorDialog::askWhetherOn(const base::Error& refusal) {
    ask(tr("Asking the server…"), m_sync.account([this, refusal](const base::Expected<api::ServerAccount>& account) {
        endAsking();
        if (!account || !account->secondFactor) {
            m_unsure = !account;
            sayRefusal(refusal);
            return;
        }
        notice()->say(
            Notice::Kind::warning, tr("Codes are on already. The recovery codes got lost on the way to you."),
            tr("Your authenticator is set up. To get recovery codes, turn codes off with your password, and on "
               "again."));
        reveal(notice());
        m_go->setEnabled(false);
        m_cancel->setText(tr("Close"));
    }));
}

void SecondFactorDialog::sayRefusal(const base::Error& error) {
    fail(
        error,
        m_sync.state().phase == api::SyncPhase::signed_out
            ? QString()
            : tr("Codes change every half minute: take the one that is shown now. If none is taken, look at the clock "
                 "of the phone or computer that shows them: codes depend on it, and a minute is too much."));
}

// Whoever goes without the recovery codes may be locked out for good.
void SecondFactorDialog::reject() {
    if (m_step != Step::codes) {
        ServerDialog::reject();
    } else if (m_codes->areKept()) {
        accept();
    } else {
        notice()->say(
            Notice::Kind::warning, tr("Nobody can show you these codes again."),
            tr("Copy or save them, then say that you have kept them."));
        reveal(notice());
        m_codes->setFocus();
    }
}

void SecondFactorDialog::done(int result) {
    m_secret->forget();
    m_codes->forget();
    ServerDialog::done(result);
}

} // namespace cairn::ui
