#include "ui/pages/connections/connections_page.h"

#include "ui/models/proof_text.h"
#include "ui/models/sync_text.h"
#include "ui/pages/connections/figures_card.h"
#include "ui/pages/connections/platform_card.h"
#include "ui/pages/connections/sources_card.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

using events::Platform;

namespace {

constexpr int kWidest = 1080;
constexpr int kCardWidth = 320; // so wide at least where cards stand side by side

} // namespace

ConnectionsPage::ConnectionsPage(
    api::Profile& profile, api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent)
    : Place(parent)
    , m_profile(profile)
    , m_sync(sync)
    , m_theme(theme)
    , m_navigator(navigator) {
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
    m_changes = profile.subscribe([this](const api::Change& change) {
        if (change.connections) {
            isVisible() ? refreshList() : static_cast<void>(m_stale = true);
        }
    });
    m_syncSubscription = sync.subscribe([this](const api::SyncState& state) { render(state); });
    render(sync.state());
}

QWidget* ConnectionsPage::makeCards() {
    auto* content = new QWidget(this);
    auto* margins = new QHBoxLayout(content);
    margins->setContentsMargins(32, 24, 32, 24);
    auto* middle = new QWidget(content);
    const auto resize = [this, middle] {
        middle->setMaximumWidth(m_theme.scaled(kWidest));
        m_columns = 0;
        arrange();
    };
    connect(&m_theme, &Theme::changed, middle, resize);
    margins->addWidget(middle, 1);
    margins->addStretch(0);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    auto* head = new QHBoxLayout;
    head->addWidget(new TextLabel(m_theme, Type::pageTitle, Token::text, tr("Connections"), middle));
    head->addStretch();
    auto* proven = makePlainButton(m_theme, tr("What is proven?"), middle, u"help"_s);
    proven->setObjectName(u"connectionsProven"_s);
    connect(proven, &QPushButton::clicked, this, [this] { m_navigator.showProven(); });
    head->addWidget(proven);
    column->addLayout(head);
    column->addWidget(makeParagraph(
        m_theme,
        tr("Your accounts where you solve and build. Once one is proven to be yours, the server can see there what you "
           "have done, and sign for it."),
        middle));
    auto* standing = new QHBoxLayout;
    standing->setSpacing(12);
    m_notice = new Notice(m_theme, middle);
    m_signIn = makePrimaryButton(m_theme, tr("Sign in to a server…"), middle);
    m_devices = makeButton(m_theme, tr("Open Devices"), middle);
    standing->addWidget(m_notice, 1);
    standing->addWidget(m_signIn);
    standing->addWidget(m_devices);
    connect(m_signIn, &QPushButton::clicked, this, [this] { m_navigator.joinServer(Joining::signIn); });
    connect(m_devices, &QPushButton::clicked, this, [this] { m_navigator.goTo(PlaceId::devices); });
    column->addLayout(standing);
    m_grid = new QGridLayout;
    m_grid->setSpacing(16);
    for (const Platform platform : {Platform::leetcode, Platform::codeforces, Platform::github}) {
        auto* card = new PlatformCard(m_theme, platform, middle);
        m_cards << card;
        connectCard(*card);
    }
    column->addLayout(m_grid);
    m_sources = new SourcesCard(m_theme, middle);
    m_figures = new FiguresCard(m_theme, middle);
    column->addWidget(m_sources);
    column->addWidget(m_figures);
    column->addStretch(1);
    middle->setMaximumWidth(m_theme.scaled(kWidest));
    return content;
}

void ConnectionsPage::makeActions() {
    m_askAgain =
        new QAction(m_theme.icon(u"refresh"_s), tr("Ask the server again how accounts can be connected"), this);
    m_askAgain->setShortcut(Qt::Key_F5);
    m_askAgain->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_askAgain, &QAction::triggered, this, &ConnectionsPage::askOffers);
    m_proven = new QAction(m_theme.icon(u"help"_s), tr("What is proven, and what is not"), this);
    m_proven->setShortcut(Qt::Key_W);
    m_proven->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_proven, &QAction::triggered, this, [this] { m_navigator.showProven(); });
    addAction(m_askAgain);
    addAction(m_proven);
}

QList<QAction*> ConnectionsPage::placeActions() {
    return {m_askAgain, m_proven};
}

template<class T, class Then> api::Reply<T> ConnectionsPage::forCard(PlatformCard& card, Then then) {
    card.setBusy(true);
    return [this, &card, then](base::Expected<T> answer) {
        card.setBusy(false);
        if (answer) {
            then(std::move(*answer));
        } else {
            card.showTrouble(answer.error());
        }
    };
}

void ConnectionsPage::connectCard(PlatformCard& card) {
    m_asked.insert(&card, std::make_shared<api::Request>());
    const QString name = platformName(card.platform());
    connect(&card, &PlatformCard::beginAsked, this, [this, &card](api::ConnectMethod method, const QString& account) {
        begin(card, method, account);
    });
    connect(&card, &PlatformCard::offerAsked, this, &ConnectionsPage::askOffers);
    connect(&card, &PlatformCard::checkAsked, this, [this, &card] { check(card); });
    connect(&card, &PlatformCard::givenUp, this, [this, &card] {
        *m_asked[&card] = {}; // a look that is under way
        card.setBusy(false);
    });
    connect(&card, &PlatformCard::refreshAsked, this, [this, &card, name] {
        *m_asked[&card] = m_sync.connections().refresh(
            card.platform(), forCard<bool>(card, [this, name](bool) {
                m_navigator.announce(tr("The server asks %1 anew. The figures come in a moment.").arg(name), false);
            }));
    });
    connect(&card, &PlatformCard::importAsked, this, [this, &card, name] {
        *m_asked[&card] = m_sync.connections().importHistory(
            card.platform(), forCard<bool>(card, [this, name](bool) {
                m_navigator.announce(
                    tr("The server brings in what you solved at %1, as far as that tells. It comes piece by piece.")
                        .arg(name),
                    false);
            }));
    });
    connect(&card, &PlatformCard::disconnectAsked, this, [this, &card] { disconnectAccount(card); });
}

void ConnectionsPage::begin(PlatformCard& card, api::ConnectMethod method, const QString& account) {
    *m_asked[&card] = m_sync.connections().begin(
        card.platform(), method, account.toStdString(),
        forCard<api::ConnectionStep>(card, [&card](const api::ConnectionStep& step) { card.showStep(step); }));
}

void ConnectionsPage::check(PlatformCard& card) {
    *m_asked[&card] = m_sync.connections().check(
        card.platform(), forCard<std::string>(card, [this, &card](const std::string& account) {
            card.showStep(std::nullopt);
            m_navigator.announce(tr("%1 is connected.").arg(accountText(card.platform(), account)), false);
            refreshList(); // and again when the log has it
        }));
}

void ConnectionsPage::disconnectAccount(PlatformCard& card) {
    const QString name = platformName(card.platform());
    auto* question = new QMessageBox(
        QMessageBox::Question, tr("Disconnect %1").arg(name),
        tr("Disconnect your account at %1? Its figures leave your profile, and nothing more can be proven there. What "
           "it has proven goes on to count.")
            .arg(name),
        QMessageBox::NoButton, window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto* yes = question->addButton(tr("Disconnect"), QMessageBox::DestructiveRole);
    question->addButton(QMessageBox::Cancel);
    connect(yes, &QAbstractButton::clicked, this, [this, &card, name] {
        *m_asked[&card] =
            m_sync.connections().disconnect(card.platform(), forCard<bool>(card, [this, name](bool) {
                                                m_navigator.announce(tr("%1 is disconnected.").arg(name), false);
                                                refreshList();
                                            }));
    });
    question->open();
}

void ConnectionsPage::refreshList() {
    m_stale = false;
    m_list = m_sync.connections().list([this](base::Expected<std::vector<api::Connection>> list) {
        if (!list) {
            m_navigator.showError(list.error());
            return;
        }
        for (PlatformCard* card : m_cards) {
            const auto found = std::ranges::find(*list, card->platform(), &api::Connection::platform);
            card->setConnection(found == list->end() ? std::nullopt : std::optional(*found));
        }
        m_sources->setConnections(*list);
        m_sources->setVisible(!m_sources->isEmpty());
        m_figures->setConnections(*list);
        m_figures->setVisible(!m_figures->isEmpty() || m_sources->isEmpty());
        Q_EMIT filled();
    });
}

void ConnectionsPage::askOffers() {
    if (!m_live) {
        return;
    }
    for (PlatformCard* card : m_cards) {
        card->askingOffer();
    }
    m_offers = m_sync.connections().offers([this](base::Expected<std::vector<api::ConnectionOffer>> offers) {
        m_offersTrouble = offers ? std::nullopt : std::optional(offers.error());
        render(m_sync.state());
        if (!offers) {
            for (PlatformCard* card : m_cards) {
                card->offerFailed();
            }
            return;
        }
        for (PlatformCard* card : m_cards) {
            const auto found = std::ranges::find(*offers, card->platform(), &api::ConnectionOffer::platform);
            card->setOffer(found == offers->end() ? api::ConnectionOffer{card->platform(), {}, false} : *found);
        }
    });
}

void ConnectionsPage::render(const api::SyncState& state) {
    using api::SyncPhase;
    const bool live = state.phase == SyncPhase::live;
    const bool came = live && !std::exchange(m_live, live);
    m_live = live;
    if (!live) {
        m_offersTrouble.reset();
    }
    m_signIn->setVisible(state.phase == SyncPhase::off || state.phase == SyncPhase::signed_out);
    m_devices->setVisible(state.phase == SyncPhase::refused);
    m_askAgain->setEnabled(live);
    switch (state.phase) {
    case SyncPhase::off:
        m_notice->say(
            Notice::Kind::information,
            tr("Accounts are connected through a server, which looks there for you. This profile has joined none."));
        break;
    case SyncPhase::signed_out:
        m_notice->say(
            Notice::Kind::warning, tr("The server wants your password again before it can do anything here."));
        break;
    case SyncPhase::connecting:
        m_notice->clear();
        break;
    case SyncPhase::offline:
        m_notice->say(
            Notice::Kind::information,
            tr("There is no connection to the server now. What you see here is what it said last."));
        break;
    case SyncPhase::refused:
        m_notice->say(Notice::Kind::warning, tr("The server does not take this computer now; Devices says why."));
        break;
    case SyncPhase::live:
        m_offersTrouble ? m_notice->say(serverTrouble(*m_offersTrouble)) : m_notice->clear();
        break;
    }
    for (PlatformCard* card : m_cards) {
        card->setReachable(live);
    }
    if (came && isVisible()) {
        askOffers();
    }
}

void ConnectionsPage::arrange() {
    const int room = std::min(width() - 64, m_theme.scaled(kWidest));
    const int columns = std::clamp(room / m_theme.scaled(kCardWidth), 1, static_cast<int>(m_cards.size()));
    if (m_cards.isEmpty() || m_grid == nullptr || std::exchange(m_columns, columns) == columns) {
        return;
    }
    for (PlatformCard* card : m_cards) {
        m_grid->removeWidget(card);
    }
    for (int at = 0; at < static_cast<int>(m_cards.size()); ++at) {
        m_grid->addWidget(m_cards.at(at), at / columns, at % columns);
    }
    for (int at = 0; at < static_cast<int>(m_cards.size()); ++at) {
        m_grid->setColumnStretch(at, at < columns ? 1 : 0);
    }
}

void ConnectionsPage::focusContent() {
    m_signIn->isHidden() ? m_cards.first()->focusFirst() : m_signIn->setFocus();
}

void ConnectionsPage::resizeEvent(QResizeEvent* event) {
    Place::resizeEvent(event);
    arrange();
}

void ConnectionsPage::showEvent(QShowEvent* event) {
    Place::showEvent(event);
    arrange();
    refreshList();
    askOffers();
}

} // namespace cairn::ui
