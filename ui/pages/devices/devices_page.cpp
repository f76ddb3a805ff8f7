#include "ui/pages/devices/devices_page.h"

#include "ui/models/sync_text.h"
#include "ui/pages/devices/device_list.h"
#include "ui/pages/devices/erase_account_dialog.h"
#include "ui/pages/devices/factor_off_dialog.h"
#include "ui/pages/devices/leave_dialog.h"
#include "ui/pages/devices/password_dialog.h"
#include "ui/pages/devices/second_factor_dialog.h"
#include "ui/pages/devices/server_offer.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kWidest = 760; // lines longer than this are hard to read

} // namespace

DevicesPage::DevicesPage(api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent)
    : Place(parent)
    , m_sync(sync)
    , m_theme(theme)
    , m_navigator(navigator) {
    setAccessibleName(tr("Devices"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeCards());
    outer->addWidget(scroll);
    makeActions();
    connectCards();
    m_subscription = sync.subscribe([this](const api::SyncState& state) { render(state); });
    render(sync.state());
}

QWidget* DevicesPage::makeCards() {
    auto* content = new QWidget(this);
    auto* margins = new QHBoxLayout(content);
    margins->setContentsMargins(32, 24, 32, 24);
    auto* middle = new QWidget(content);
    const auto resize = [this, middle] { middle->setMaximumWidth(m_theme.scaled(kWidest)); };
    connect(&m_theme, &Theme::changed, middle, resize);
    resize();
    margins->addWidget(middle, 1);
    margins->addStretch(0);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(new TextLabel(m_theme, Type::pageTitle, Token::text, tr("Devices"), middle));
    m_offer = new ServerOffer(m_theme, middle);
    m_account = new AccountCard(m_theme, middle);
    m_devices = new DeviceList(m_sync, m_theme, m_navigator, middle);
    for (QWidget* card : std::initializer_list<QWidget*>{m_offer, m_account, m_devices}) {
        column->addWidget(card);
    }
    column->addStretch(1);
    return content;
}

void DevicesPage::makeActions() {
    const auto make = [this](const QString& text, const QString& icon, auto does) {
        auto* action = new QAction(m_theme.icon(icon), text, this);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, does);
        return action;
    };
    m_signIn = make(tr("Sign in to a server…"), u"devices"_s, [this] { m_navigator.joinServer(Joining::signIn); });
    m_createAccount = make(
        tr("Create an account at a server…"), u"add"_s, [this] { m_navigator.joinServer(Joining::createAccount); });
    m_signInAgain = make(tr("Sign in again…"), u"devices"_s, [this] { m_navigator.joinServer(Joining::signIn); });
    m_tryNow = make(tr("Try to reach the server now"), u"refresh"_s, [this] { m_sync.tryNow(); });
    m_askAgain = make(tr("Ask for the signed-in computers again"), u"refresh"_s, [this] {
        m_navigator.goTo(PlaceId::devices);
        refresh();
    });
    m_askAgain->setShortcut(Qt::Key_F5);
    m_changePassword = make(tr("Change password…"), u"lock"_s, [this] { changePassword(); });
    m_codesOn = make(tr("Turn codes at sign-in on…"), u"proof"_s, [this] { turnCodesOn(); });
    m_codesOff = make(tr("Turn codes at sign-in off…"), u"proof"_s, [this] { turnCodesOff(); });
    m_leave = make(tr("Leave this server…"), u"close"_s, [this] { leave(); });
    m_erase = make(tr("Erase account…"), u"trash"_s, [this] { erase(); });
}

QList<QAction*> DevicesPage::placeActions() {
    return {m_signIn,         m_createAccount, m_signInAgain, m_tryNow, m_askAgain,
            m_changePassword, m_codesOn,       m_codesOff,    m_leave,  m_erase};
}

void DevicesPage::connectCards() {
    connect(m_offer, &ServerOffer::signInAsked, m_signIn, &QAction::trigger);
    connect(m_offer, &ServerOffer::accountAsked, m_createAccount, &QAction::trigger);
    connect(m_account, &AccountCard::signInAsked, m_signInAgain, &QAction::trigger);
    connect(m_account, &AccountCard::tryAsked, m_tryNow, &QAction::trigger);
    connect(m_account, &AccountCard::passwordAsked, m_changePassword, &QAction::trigger);
    connect(m_account, &AccountCard::codesAsked, this, [this] {
        (m_codes == CodesAtSignIn::on ? m_codesOff : m_codesOn)->trigger();
    });
    connect(m_account, &AccountCard::leaveAsked, m_leave, &QAction::trigger);
    connect(m_account, &AccountCard::eraseAsked, m_erase, &QAction::trigger);
}

void DevicesPage::render(const api::SyncState& state) {
    const bool joined = state.phase != api::SyncPhase::off;
    const bool live = state.phase == api::SyncPhase::live;
    const bool hadKeyboard = isAncestorOf(QApplication::focusWidget());
    m_offer->setVisible(!joined);
    m_account->setVisible(joined);
    m_devices->setVisible(joined);
    if (!joined) { // another account may come
        m_codes = CodesAtSignIn::unknown;
        m_codesRequest = {};
    } else {
        m_account->show(state, m_codes);
    }
    m_devices->setPhase(state.phase);
    const auto offer = [](QAction* action, bool offered) {
        action->setVisible(offered);
        action->setEnabled(offered);
    };
    offer(m_signIn, !joined);
    offer(m_createAccount, !joined);
    const auto standing = standingOf(state);
    offer(m_signInAgain, standing == SyncStanding::signedOut || standing == SyncStanding::locked);
    offer(
        m_tryNow, state.phase == api::SyncPhase::offline || state.phase == api::SyncPhase::refused ||
                      (state.phase == api::SyncPhase::signed_out && !state.secretsKept));
    offer(m_askAgain, live);
    offer(m_changePassword, live);
    offer(m_codesOn, live && m_codes == CodesAtSignIn::off);
    offer(m_codesOff, live && m_codes == CodesAtSignIn::on);
    offer(m_leave, joined);
    offer(m_erase, live);
    // What had the keyboard may be gone.
    if (hadKeyboard && !isAncestorOf(QApplication::focusWidget())) {
        DevicesPage::focusContent(); // also called while this is being made
    }
    if (!std::exchange(m_live, live) && live && isVisible()) {
        askForCodes();
    }
}

void DevicesPage::refresh() {
    m_devices->refresh();
    askForCodes();
}

void DevicesPage::askForCodes() {
    if (m_sync.state().phase != api::SyncPhase::live) {
        return;
    }
    m_codesRequest = m_sync.account([this](const base::Expected<api::ServerAccount>& account) {
        if (account) {
            m_codes = account->secondFactor ? CodesAtSignIn::on : CodesAtSignIn::off;
        } else if (m_codes == CodesAtSignIn::unknown) {
            m_codes = CodesAtSignIn::notSaid;
        }
        render(m_sync.state());
    });
}

void DevicesPage::changePassword() {
    auto* dialog = new PasswordDialog(m_sync, m_theme, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PasswordDialog::changed, this, [this] {
        m_navigator.announce(tr("Your password was changed."), false);
    });
    dialog->open();
}

void DevicesPage::turnCodesOn() {
    auto* dialog = new SecondFactorDialog(m_sync, m_theme, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SecondFactorDialog::turnedOn, this, [this] {
        m_navigator.announce(tr("From now on the server asks for a code at sign-in."), false);
    });
    connect(dialog, &QDialog::finished, this, &DevicesPage::askForCodes); // however it ended
    dialog->open();
}

void DevicesPage::turnCodesOff() {
    auto* dialog = new FactorOffDialog(m_sync, m_theme, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &FactorOffDialog::turnedOff, this, [this] {
        m_navigator.announce(tr("The server asks for codes no more: your password lets in alone."), false);
    });
    connect(dialog, &QDialog::finished, this, &DevicesPage::askForCodes);
    dialog->open();
}

void DevicesPage::erase() {
    auto* dialog = new EraseAccountDialog(m_sync, m_theme, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &EraseAccountDialog::erased, this, [this](const QString& server) {
        m_navigator.announce(
            tr("Your account at %1 is erased. Everything on this computer is still here.").arg(server), false);
    });
    dialog->open();
}

void DevicesPage::leave() {
    auto* dialog = new LeaveDialog(m_sync, m_theme, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LeaveDialog::left, this, [this](const QString& server) {
        m_navigator.announce(tr("You have left %1. Everything is still here.").arg(server), false);
    });
    dialog->open();
}

void DevicesPage::focusContent() {
    m_offer->isHidden() ? m_account->focusFirst() : m_offer->focusFirst();
}

void DevicesPage::showEvent(QShowEvent* event) {
    Place::showEvent(event);
    refresh();
}

} // namespace cairn::ui
