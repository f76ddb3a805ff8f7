#include "ui/pages/settings/access_panel.h"

#include "ui/pages/settings/copied_text.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kFirstPort = 1024; // those below belong to the system
constexpr int kLastPort = 65'535;
constexpr int kNameWidth = 110; // as elsewhere in Settings

} // namespace

AccessPanel::AccessPanel(api::LocalAccess& access, Theme& theme, Navigator& navigator, QWidget* parent)
    : QWidget(parent)
    , m_access(access)
    , m_theme(theme)
    , m_on(new QCheckBox(tr("Let programs on this computer read"), this))
    , m_port(new QSpinBox(this))
    , m_address(new CopiedText(theme, navigator, tr("Address"), tr("The address was copied."), this))
    , m_token(new CopiedText(theme, navigator, tr("Header"), tr("The header was copied."), this))
    , m_where(new QWidget(this))
    , m_asked(makeParagraph(theme, {}, this))
    , m_trouble(new Notice(theme, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_on);
    column->addWidget(makeParagraph(
        theme,
        tr("For an assistant that starts no programs: while this window is open, it is answered at an address that "
           "only this computer reaches, if it brings the token. It reads the same as with the command."),
        this));
    m_port->setRange(kFirstPort, kLastPort);
    m_port->setGroupSeparatorShown(false);
    m_port->setKeyboardTracking(false); // half a number is no port
    m_port->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    column->addWidget(makeRow(tr("Port"), m_port));
    column->addWidget(m_where);
    auto* where = new QVBoxLayout(m_where);
    where->setContentsMargins(0, 0, 0, 0);
    where->setSpacing(8);
    where->addWidget(makeRow(tr("Address"), m_address));
    where->addWidget(makeRow(tr("Header"), m_token));
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    auto* renew = makeButton(theme, tr("New token"), m_where);
    renew->setToolTip(tr("Whoever has the old one is answered no more."));
    line->addWidget(m_asked, 1);
    line->addWidget(renew, 0, Qt::AlignTop);
    where->addLayout(line);
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

QWidget* AccessPanel::makeRow(const QString& name, QWidget* field) {
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(16);
    auto* label = new TextLabel(m_theme, Type::body, Token::text, name, row);
    label->setBuddy(field);
    const auto resize = [this, label] { label->setFixedWidth(m_theme.scaled(kNameWidth)); };
    connect(&m_theme, &Theme::changed, label, resize);
    resize();
    if (field->accessibleName().isEmpty()) {
        field->setAccessibleName(name);
    }
    line->addWidget(label);
    const bool fills = field->sizePolicy().horizontalPolicy() != QSizePolicy::Fixed;
    line->addWidget(field, fills ? 1 : 0);
    if (!fills) {
        line->addStretch();
    }
    return row;
}

void AccessPanel::choose() {
    m_access.set(m_on->isChecked(), static_cast<std::uint16_t>(m_port->value()));
}

void AccessPanel::refresh() {
    const auto state = m_access.state();
    m_on->setChecked(state.on);
    if (m_port->value() != state.port) { // else what is being written there would go
        const QSignalBlocker quiet(m_port);
        m_port->setValue(state.port);
    }
    const bool open = !state.address.empty();
    m_where->setVisible(open);
    m_address->setText(QString::fromStdString(state.address));
    m_token->setText(u"Authorization: Bearer "_s + QString::fromStdString(state.token));
    m_asked->setText(whoAsked(state));
    if (!state.trouble) {
        m_trouble->clear();
    } else if (state.trouble->code == base::ErrorCode::Busy) {
        m_trouble->say(
            Notice::Kind::trouble,
            tr("Another program has port %1. Nobody is answered here: choose another port.").arg(state.port));
    } else {
        m_trouble->say(
            Notice::Kind::trouble,
            tr("Port %1 cannot be opened. Nobody is answered here: choose another port.").arg(state.port),
            QString::fromStdString(state.trouble->message));
    }
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
