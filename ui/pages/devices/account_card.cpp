#include "ui/pages/devices/account_card.h"

#include "ui/models/sync_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/state_chip.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace cairn::ui {

AccountCard::AccountCard(Theme& theme, QWidget* parent)
    : Card(theme, tr("Account"), parent)
    , m_theme(theme)
    , m_chip(new StateChip(theme, ChipLook{}, this))
    , m_sentence(makeParagraph(theme, {}, this, Token::text))
    , m_reason(makeParagraph(theme, {}, this))
    , m_clock(new Notice(theme, this))
    , m_secrets(new Notice(theme, this))
    , m_facts(new QGridLayout)
    , m_signIn(makePrimaryButton(theme, tr("Sign in again…"), this))
    , m_try(makeButton(theme, tr("Try now"), this, u"refresh"_s))
    , m_password(makeButton(theme, tr("Change password…"), this))
    , m_turnCodes(makeButton(theme, {}, this))
    , m_leave(makeButton(theme, tr("Leave this server…"), this))
    , m_erase(makeButton(theme, tr("Erase account…"), this)) {
    header()->addWidget(m_chip);
    body()->setSpacing(12);
    body()->addWidget(m_sentence);
    body()->addWidget(m_reason);
    body()->addWidget(m_clock);
    m_facts->setHorizontalSpacing(16);
    m_facts->setVerticalSpacing(6);
    m_facts->setColumnStretch(1, 1);
    m_server = addFact(tr("Server"));
    m_email = addFact(tr("E-mail"));
    m_device = addFact(tr("This computer"));
    m_codes = addFact(tr("Codes at sign-in"));
    body()->addLayout(m_facts);
    body()->addWidget(m_secrets);
    auto* buttons = new FlowLayout(nullptr, 8);
    for (QPushButton* button : allButtons()) {
        buttons->addWidget(button);
    }
    body()->addSpacing(4);
    body()->addLayout(buttons);
    connect(m_signIn, &QPushButton::clicked, this, &AccountCard::signInAsked);
    connect(m_try, &QPushButton::clicked, this, &AccountCard::tryAsked);
    connect(m_password, &QPushButton::clicked, this, &AccountCard::passwordAsked);
    connect(m_turnCodes, &QPushButton::clicked, this, &AccountCard::codesAsked);
    connect(m_leave, &QPushButton::clicked, this, &AccountCard::leaveAsked);
    connect(m_erase, &QPushButton::clicked, this, &AccountCard::eraseAsked);
}

QList<QPushButton*> AccountCard::allButtons() const {
    return {m_signIn, m_try, m_password, m_turnCodes, m_leave, m_erase};
}

TextLabel* AccountCard::addFact(const QString& name) {
    const int row = m_facts->rowCount();
    auto* value = new TextLabel(m_theme, Type::body, Token::text, {}, this);
    value->setWordWrap(true);
    m_facts->addWidget(new TextLabel(m_theme, Type::body, Token::muted, name, this), row, 0, Qt::AlignTop);
    m_facts->addWidget(value, row, 1);
    return value;
}

QString AccountCard::codesText(const api::SyncState& state, CodesAtSignIn codes) {
    switch (codes) {
    case CodesAtSignIn::off:
        return tr("off");
    case CodesAtSignIn::on:
        return tr("on", "codes are asked for");
    case CodesAtSignIn::notSaid:
        return tr("not known: the server did not say");
    case CodesAtSignIn::unknown:
        break;
    }
    return state.phase == api::SyncPhase::live ? tr("asking…") : tr("not known before the server answers");
}

void AccountCard::show(const api::SyncState& state, CodesAtSignIn codes) {
    const auto say = [](TextLabel* where, const QString& text) {
        where->setText(text);
        where->setVisible(!text.isEmpty());
    };
    m_chip->setLook(syncChip(state));
    say(m_sentence, syncSentence(state));
    say(m_reason, syncReason(state));
    m_server->setText(serverName(state.server));
    m_email->setText(QString::fromStdString(state.email));
    m_device->setText(QString::fromStdString(state.device));
    m_clock->say(
        Notice::Kind::warning,
        clockIsWrong(state) ? tr("This computer's clock is %1, measured by the server's.").arg(clockText(state))
                            : QString(),
        tr("Nothing is lost, but days and streaks may come out wrong. Let the system set its clock by the network."));
    m_secrets->say(
        Notice::Kind::information, state.secretsKept ? QString()
                                                     : tr("This computer has no keychain to keep the sign-in in: you "
                                                          "will be asked for your password again next time."));
    const SyncStanding standing = standingOf(state);
    m_signIn->setVisible(standing == SyncStanding::signedOut || standing == SyncStanding::locked);
    m_try->setVisible(
        standing == SyncStanding::offline || standing == SyncStanding::locked || standing == SyncStanding::refused ||
        (standing == SyncStanding::signedOut && !state.secretsKept)); // a keychain may come up
    const bool live = state.phase == api::SyncPhase::live;
    const bool known = codes == CodesAtSignIn::off || codes == CodesAtSignIn::on;
    m_codes->setText(codesText(state, codes));
    m_turnCodes->setText(codes == CodesAtSignIn::on ? tr("Turn codes off…") : tr("Turn codes on…"));
    m_password->setEnabled(live);
    m_turnCodes->setEnabled(live && known);
    m_erase->setEnabled(live);
}

void AccountCard::focusFirst() {
    for (QPushButton* button : allButtons()) {
        if (!button->isHidden() && button->isEnabled()) {
            button->setFocus();
            return;
        }
    }
}

} // namespace cairn::ui
