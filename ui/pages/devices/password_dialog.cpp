#include "ui/pages/devices/password_dialog.h"

#include "ui/models/sync_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/checked_field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cairn::ui {

PasswordDialog::PasswordDialog(api::Sync& sync, Theme& theme, QWidget* parent)
    : ServerDialog(theme, 480, parent)
    , m_sync(sync)
    , m_old(new SecretField)
    , m_new(new SecretField)
    , m_oldField(new CheckedField(theme, m_old, tr("Password now"), this))
    , m_newField(new CheckedField(theme, m_new, tr("New password"), this)) {
    build(theme);
    m_old->setFocus();
}

void PasswordDialog::build(Theme& theme) {
    setWindowTitle(tr("Change password"));
    body()->addWidget(new TextLabel(theme, Type::pageTitle, Token::text, windowTitle(), this));
    body()->addWidget(notice());
    auto* rows = new QFormLayout;
    rows->setHorizontalSpacing(20);
    rows->setVerticalSpacing(12);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    rows->setLabelAlignment(Qt::AlignLeading);
    const auto row = [&](const QString& name, CheckedField* field) {
        auto* label = new QLabel(name, this);
        label->setBuddy(field->line());
        rows->addRow(label, field);
    };
    row(tr("Password n&ow"), m_oldField);
    row(tr("&New password"), m_newField);
    auto* rules = new TextLabel(theme, Type::secondary, Token::muted, passwordRules(), this);
    rules->setWordWrap(true);
    rows->addRow(nullptr, rules);
    auto* reveal = new QCheckBox(tr("Sho&w passwords"), this);
    rows->addRow(nullptr, reveal);
    body()->addLayout(rows);
    body()->addStretch();
    auto* cancel = makeButton(theme, tr("Cancel"), this);
    auto* change = makePrimaryButton(theme, tr("Change password"), this);
    change->setDefault(true);
    buttons()->addWidget(cancel);
    buttons()->addWidget(change);
    connect(reveal, &QCheckBox::toggled, m_old, &SecretField::reveal);
    connect(reveal, &QCheckBox::toggled, m_new, &SecretField::reveal);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(change, &QPushButton::clicked, this, &PasswordDialog::change);
}

void PasswordDialog::change() {
    if (isAsking()) {
        return;
    }
    const bool fresh = m_newField->require(tr("The new password is missing."));
    const bool old = m_oldField->require(tr("The password that you sign in with now."));
    if (!old || !fresh) {
        (old ? m_new : m_old)->setFocus();
        return;
    }
    const auto answer = [this](base::Expected<bool> done) {
        endAsking();
        if (done) {
            Q_EMIT changed();
            accept();
        } else {
            fail(done.error(), tr("Look at the password that you sign in with now once more."));
        }
    };
    ask(tr("Changing the password…"),
        m_sync.changePassword(m_old->text().toStdString(), m_new->text().toStdString(), answer));
}

void PasswordDialog::done(int result) {
    m_old->forget();
    m_new->forget();
    ServerDialog::done(result);
}

} // namespace cairn::ui
