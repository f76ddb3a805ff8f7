#include "ui/pages/settings/access_panel.h"

#include "ui/pages/settings/copied_text.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kFirstPort = 1024; // those below belong to the system
constexpr int kLastPort = 65'535;

} // namespace

AccessPanel::AccessPanel(api::LocalAccess& access, Theme& theme, Navigator& navigator, QWidget* parent)
    : QWidget(parent)
    , m_access(access)
    , m_theme(theme)
    , m_form(new QFormLayout)
    , m_on(new QCheckBox(tr("Let programs on this computer read"), this))
    , m_port(new QSpinBox(this))
    , m_address(new CopiedText(theme, navigator, tr("Address"), tr("The address was copied."), this))
    , m_token(new CopiedText(theme, navigator, tr("Header"), tr("The header was copied."), this))
    , m_asked(makeParagraph(theme, {}, this))
    , m_renewal(new QWidget(this))
    , m_trouble(new Notice(theme, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_on);
    column->addWidget(makeParagraph(
        theme,
        tr("For an assistant that starts no programs: while this window is open, it is answered at an address that "
           "only "
           "this computer reaches, if it brings the token. It reads the same as with the command."),
        this));
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeading);
    m_port->setRange(kFirstPort, kLastPort);
    m_port->setGroupSeparatorShown(false);
    m_port->setKeyboardTracking(false); // half a number is no port
    m_port->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    addRow(tr("Port"), m_port);
    addRow(tr("Address"), m_address);
    addRow(tr("Header"), m_token);
    column->addLayout(m_form);
    auto* line = new QHBoxLayout(m_renewal);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    auto* renew = makeButton(theme, tr("New token"), m_renewal);
    renew->setToolTip(tr("Whoever has the old one is answered no more."));
    line->addWidget(m_asked, 1);
    line->addWidget(renew, 0, Qt::AlignTop);
    column->addWidget(m_renewal);
    column->addWidget(m_trouble);
    connect(m_on, &QCheckBox::clicked, this, &AccessPanel::choose);
    connect(m_port, &QSpinBox::valueChanged, this, &AccessPanel::choose);
    connect(renew, &QPushButton::clicked, this, [this, &navigator] {
        m_access.renewToken();
        navigator.announce(tr("There is a new token. Programs that have the old one need it."), false);
    });
    m_subscription = m_access.subscribe([this] { refresh(); });
    refresh();
}

void AccessPanel::addRow(const QString& name, QWidget* field) {
    auto* label = new TextLabel(m_theme, Type::body, Token::text, name, this);
    label->setBuddy(field);
    if (field->accessibleName().isEmpty()) {
        field->setAccessibleName(name);
    }
    m_form->addRow(label, field);
}

void AccessPanel::choose() {
    m_access.set(m_on->isChecked(), static_cast<std::uint16_t>(m_port->value()));
}

void AccessPanel::refresh() {
    const auto state = m_access.state();
    const QSignalBlocker quiet(m_port);
    m_on->setChecked(state.on);
    m_port->setValue(state.port);
    const bool open = !state.address.empty();
    m_form->setRowVisible(m_address, open);
    m_form->setRowVisible(m_token, open);
    m_renewal->setVisible(open);
    m_address->setText(QString::fromStdString(state.address));
    m_token->setText(u"Authorization: Bearer "_s + QString::fromStdString(state.token));
    m_asked->setText(whoAsked(state));
    if (!state.trouble) {
        m_trouble->clear();
        return;
    }
    m_trouble->say(
        Notice::Kind::trouble,
        state.trouble->code == base::ErrorCode::Busy
            ? tr("Another program has port %1. Nobody is answered here: choose another port.").arg(state.port)
            : tr("Port %1 cannot be opened. Nobody is answered here: choose another port.").arg(state.port),
        QString::fromStdString(state.trouble->message));
}

QString AccessPanel::whoAsked(const api::LocalAccessState& state) const {
    if (state.asked.empty()) {
        return tr("Nobody has asked yet.");
    }
    QStringList all;
    for (const auto& client : state.asked) {
        all << tr("%1, %2").arg(QString::fromStdString(client.name), Words::moment(client.at));
    }
    return tr("Asked last: %1").arg(all.join(u" · "_s));
}

} // namespace cairn::ui
