#include "ui/pages/devices/factor_off_dialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/checked_field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/text_label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace cairn::ui {

FactorOffDialog::FactorOffDialog(api::Sync& sync, Theme& theme, QWidget* parent)
    : ServerDialog(theme, 480, parent)
    , m_sync(sync)
    , m_password(new SecretField)
    , m_field(new CheckedField(theme, m_password, tr("Password"), this)) {
    setWindowTitle(tr("Turn codes off"));
    body()->setSpacing(12);
    body()->addWidget(new TextLabel(theme, Type::pageTitle, Token::text, windowTitle(), this));
    body()->addWidget(makeParagraph(
        theme,
        tr("Your password alone lets in then. What your authenticator shows for Cairn and your recovery codes are of "
           "no use any more; should you turn codes on again, there will be new ones."),
        this, Token::text));
    auto* label = makeParagraph(theme, tr("Your &password, to be sure that it is you"), this, Token::text);
    label->setBuddy(m_password);
    body()->addWidget(label);
    body()->addWidget(m_field);
    body()->addWidget(notice());
    body()->addStretch();
    auto* cancel = makeButton(theme, tr("Cancel"), this);
    auto* off = makePrimaryButton(theme, tr("Turn codes off"), this);
    off->setDefault(true);
    buttons()->addWidget(cancel);
    buttons()->addWidget(off);
    connect(cancel, &QPushButton::clicked, this, &FactorOffDialog::reject);
    connect(off, &QPushButton::clicked, this, &FactorOffDialog::turnOff);
    m_password->setFocus();
}

void FactorOffDialog::turnOff() {
    if (isAsking()) {
        return;
    }
    if (m_password->text().isEmpty()) {
        m_field->say(tr("The password is missing."));
        m_password->setFocus();
        return;
    }
    ask(tr("Turning codes off…"),
        m_sync.endSecondFactor(m_password->text().toStdString(), [this](base::Expected<bool> answer) {
            endAsking();
            if (answer) {
                Q_EMIT turnedOff();
                accept();
            } else {
                const bool signedOut = m_sync.state().phase == api::SyncPhase::signed_out;
                fail(answer.error(), signedOut ? QString() : tr("Look at the password once more."));
            }
        }));
}

void FactorOffDialog::done(int result) {
    m_password->forget();
    ServerDialog::done(result);
}

} // namespace cairn::ui
