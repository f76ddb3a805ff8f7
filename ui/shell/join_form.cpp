#include "ui/shell/join_form.h"

#include "ui/models/sync_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/checked_field.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

JoinForm::JoinForm(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_rows(new QFormLayout(this))
    , m_server(new CheckedField(theme, new QLineEdit, tr("Server"), this))
    , m_email(new CheckedField(theme, new QLineEdit, tr("E-mail"), this))
    , m_secret(new SecretField)
    , m_password(new CheckedField(theme, m_secret, tr("Password"), this))
    , m_device(new CheckedField(theme, new QLineEdit, tr("Name of this computer"), this)) {
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(20);
    m_rows->setVerticalSpacing(12);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_rows->setLabelAlignment(Qt::AlignLeading);
    m_server->line()->setPlaceholderText(u"cairn.example.org"_s);
    m_server->line()->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_email->line()->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase);
    m_device->line()->setMaxLength(80);
    m_device->line()->setText(QSysInfo::machineHostName());
    addRow(tr("Ser&ver"), m_server, m_server);
    addRow(tr("&E-mail"), m_email, m_email);
    addRow(tr("&Password"), m_password, withPasswordParts());
    addRow(tr("This co&mputer"), m_device, m_device);
    setWay(Way::signIn);
}

void JoinForm::addRow(const QString& name, CheckedField* field, QWidget* inForm) {
    auto* label = new QLabel(name, this);
    label->setBuddy(field->line());
    m_rows->addRow(label, inForm);
}

QWidget* JoinForm::withPasswordParts() {
    auto* all = new QWidget(this);
    auto* column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_password);
    m_rules = new TextLabel(m_theme, Type::secondary, Token::muted, passwordRules(), all);
    m_rules->setWordWrap(true);
    column->addWidget(m_rules);
    auto* row = new QHBoxLayout;
    m_reveal = new QCheckBox(tr("Sho&w password"), all);
    m_forgotten = makePlainButton(m_theme, tr("Forgot password?"), all);
    row->addWidget(m_reveal);
    row->addStretch();
    row->addWidget(m_forgotten);
    column->addLayout(row);
    connect(m_reveal, &QCheckBox::toggled, m_secret, &SecretField::reveal);
    connect(m_forgotten, &QPushButton::clicked, this, &JoinForm::reminderWanted);
    return all;
}

void JoinForm::setWay(Way way) {
    const bool known = way == Way::signInAgain;
    for (CheckedField* field : {m_server, m_email, m_device}) {
        m_rows->setRowVisible(field, !known);
    }
    m_rules->setVisible(way == Way::createAccount);
    m_forgotten->setVisible(way != Way::createAccount);
    for (CheckedField* field : {m_server, m_email, m_password, m_device}) {
        field->say({});
    }
}

void JoinForm::fill(const api::SyncState& state) {
    m_server->line()->setText(QString::fromStdString(state.server));
    m_email->line()->setText(QString::fromStdString(state.email));
    if (!state.device.empty()) {
        m_device->line()->setText(QString::fromStdString(state.device));
    }
}

bool JoinForm::checkForReminder() {
    const bool server = m_server->require(tr("Which server? An address like cairn.example.org."));
    const bool email = m_email->require(tr("The e-mail address of your account there."));
    if (!server) {
        m_server->setFocus();
    } else if (!email) {
        m_email->setFocus();
    }
    return server && email;
}

bool JoinForm::check() {
    const bool password = !m_secret->text().isEmpty();
    m_password->say(password ? QString() : tr("The password is missing."));
    const bool device = m_device->require(tr("A name by which you know this computer."));
    if (!checkForReminder()) {
        return false;
    }
    if (!password) {
        m_password->setFocus();
    } else if (!device) {
        m_device->setFocus();
    }
    return password && device;
}

api::SignIn JoinForm::account() const {
    api::SignIn account;
    account.server = m_server->text().toStdString();
    account.email = m_email->text().toStdString();
    account.password = m_secret->text().toStdString(); // with the spaces that it may begin or end with
    account.device = m_device->text().toStdString();
    return account;
}

void JoinForm::forgetPassword() {
    m_reveal->setChecked(false);
    m_secret->forget();
}

void JoinForm::focusFirst() {
    for (const CheckedField* field : {m_server, m_email}) {
        if (field->text().isEmpty()) {
            field->line()->setFocus();
            return;
        }
    }
    m_secret->setFocus();
}

} // namespace cairn::ui
