#include "ui/pages/connections/platform_card.h"

#include "ui/models/proof_text.h"
#include "ui/models/sync_text.h"
#include "ui/pages/connections/connect_panel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/state_chip.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

QString whatItProves(events::Platform platform) {
    switch (platform) {
    case events::Platform::leetcode:
        return PlatformCard::tr("Proves the problems that you solve at LeetCode. How hard what you try is, your "
                                "languages and your contest rating come into your profile.");
    case events::Platform::codeforces:
        return PlatformCard::tr("Proves the problems that you solve at Codeforces, also in contests. Your rating and "
                                "its history come into your profile.");
    case events::Platform::github:
        return PlatformCard::tr("Proves your commits and merged pull requests in the repositories that tasks name.");
    case events::Platform::none:
        break;
    }
    return {};
}

QString whatItHides(events::Platform platform) {
    return platform == events::Platform::leetcode
               ? PlatformCard::tr("LeetCode shows others only the last 20 solutions that it accepted: what you solved "
                                  "before them can be neither imported nor counted.")
               : QString();
}

} // namespace

PlatformCard::PlatformCard(Theme& theme, events::Platform platform, QWidget* parent)
    : Card(theme, platformName(platform), parent)
    , m_theme(theme)
    , m_platform(platform)
    , m_chip(new StateChip(theme, ChipLook{}, this))
    , m_what(makeParagraph(theme, whatItProves(platform), this))
    , m_hidden(new TextLabel(theme, Type::secondary, Token::muted, whatItHides(platform), this))
    , m_account(new TextLabel(theme, Type::pageTitle, Token::text, {}, this))
    , m_since(makeParagraph(theme, {}, this))
    , m_figures(makeParagraph(theme, {}, this, Token::text))
    , m_said(new TextLabel(theme, Type::secondary, Token::muted, {}, this))
    , m_outcome(new TextLabel(theme, Type::secondary, Token::text, {}, this))
    , m_waiting(new ThinProgressBar(theme, tr("Asking the server"), this))
    , m_notice(new Notice(theme, this))
    , m_connect(new ConnectPanel(theme, platform, this))
    , m_connected(new QWidget(this))
    , m_refresh(makeButton(theme, tr("Refresh"), m_connected, u"refresh"_s))
    , m_import(makeButton(theme, tr("Import history"), m_connected, u"import"_s))
    , m_disconnect(makeButton(theme, tr("Disconnect…"), m_connected)) {
    setObjectName(u"platform-"_s + platformName(platform).toLower());
    header()->addWidget(m_chip);
    body()->setSpacing(10);
    body()->addWidget(m_what);
    body()->addWidget(m_account);
    body()->addWidget(m_since);
    m_outcome->setObjectName(u"platformOutcome"_s);
    for (TextLabel* small : {m_said, m_outcome, m_hidden}) {
        small->setWordWrap(true);
    }
    body()->addWidget(m_figures);
    body()->addWidget(m_said);
    body()->addWidget(m_outcome);
    body()->addWidget(m_hidden);
    body()->addWidget(m_connect);
    body()->addWidget(m_notice);
    body()->addWidget(m_waiting);
    auto* buttons = new FlowLayout(m_connected, 8);
    buttons->setContentsMargins(0, 0, 0, 0);
    for (QPushButton* button : {m_refresh, m_import, m_disconnect}) {
        button->setAccessibleName(u"%1: %2"_s.arg(platformName(platform), button->text()));
        buttons->addWidget(button);
    }
    body()->addStretch(1); // the buttons of all cards stand in one line
    body()->addWidget(m_connected);
    m_import->setToolTip(
        tr("What you had solved before comes in as well, each with a receipt that says that it was imported."));
    connect(m_connect, &ConnectPanel::beginAsked, this, &PlatformCard::beginAsked);
    connect(m_connect, &ConnectPanel::checkAsked, this, &PlatformCard::checkAsked);
    connect(m_connect, &ConnectPanel::offerAsked, this, &PlatformCard::offerAsked);
    connect(m_connect, &ConnectPanel::givenUp, this, [this] {
        Q_EMIT givenUp(); // first, because what is shown then can be used at once
        showStep(std::nullopt);
    });
    const auto ask = [this](QPushButton* button, void (PlatformCard::*asked)()) {
        connect(button, &QPushButton::clicked, this, [this, asked] {
            if (!m_busy) {
                Q_EMIT(this->*asked)();
            }
        });
    };
    ask(m_refresh, &PlatformCard::refreshAsked);
    ask(m_import, &PlatformCard::importAsked);
    ask(m_disconnect, &PlatformCard::disconnectAsked);
    render();
}

void PlatformCard::setConnection(const std::optional<api::Connection>& connection) {
    if (connection == m_connection) {
        return;
    }
    const bool moves = connection.has_value() != m_connection.has_value() && holdsFocus();
    if (connection && !m_connection) {
        m_connect->showStep(std::nullopt);
    }
    m_connection = connection;
    render();
    if (moves) {
        focusFirst();
    }
}

void PlatformCard::setOffer(const std::optional<api::ConnectionOffer>& offer) {
    m_offer = offer;
    m_connect->setOffer(offer);
    render();
}

void PlatformCard::askingOffer() {
    m_connect->askingOffer();
}

void PlatformCard::offerFailed() {
    m_connect->offerFailed();
}

void PlatformCard::setReachable(bool reachable) {
    m_reachable = reachable;
    m_connect->setReachable(reachable);
    render();
}

void PlatformCard::setBusy(bool busy) {
    m_busy = busy;
    if (busy) {
        m_notice->clear();
    }
    m_connect->showBusy(busy);
    render();
}

void PlatformCard::showStep(const std::optional<api::ConnectionStep>& step) {
    m_connect->showStep(step);
    render();
    if (step && holdsFocus()) {
        m_connect->focusFirst();
    }
}

bool PlatformCard::holdsFocus() const {
    const QWidget* focused = QApplication::focusWidget();
    return focused != nullptr && isAncestorOf(focused);
}

void PlatformCard::showTrouble(const base::Error& error) {
    if (m_connection) {
        error.code == base::ErrorCode::Refused
            ? m_notice->say(Notice::Kind::information, QString::fromStdString(error.message))
            : m_notice->say(serverTrouble(error));
    } else {
        m_connect->showTrouble(error);
        render(); // what was begun may have ended
    }
}

QString PlatformCard::figuresText() const {
    const events::ConnectionFigures& figures = m_connection->figures;
    const auto total = [&](const char* name) -> std::optional<std::int64_t> {
        const auto found = figures.totals.find(name);
        return found == figures.totals.end() ? std::nullopt : std::optional(found->second);
    };
    QStringList parts;
    if (const auto solved = total("solved")) {
        parts << tr("%n solved", "problems", static_cast<int>(*solved));
    }
    if (const auto tried = total("tried")) {
        parts << tr("%n tried", "problems", static_cast<int>(*tried));
    }
    if (const auto lately = total("solved_lately")) {
        parts << tr("%n solved lately", "problems", static_cast<int>(*lately));
    }
    if (const auto ranking = total("ranking"); ranking && *ranking > 0) {
        parts << tr("ranking %1").arg(QLocale().toString(*ranking));
    }
    if (const auto rating = total("rating"); rating && *rating > 0) {
        const auto most = total("rating_most");
        parts
            << (most && *most > *rating
                    ? tr("rating %1, at most %2").arg(QLocale().toString(*rating), QLocale().toString(*most))
                    : tr("rating %1").arg(QLocale().toString(*rating)));
    }
    if (const auto commits = total("commits")) {
        parts << tr("%n commit(s)", nullptr, static_cast<int>(*commits));
    }
    if (const auto pulls = total("pull_requests")) {
        parts << tr("%n pull request(s)", nullptr, static_cast<int>(*pulls));
    }
    return parts.join(u" · "_s);
}

// Figures that have not changed are not written down again.
base::Millis PlatformCard::askedAt() const {
    base::Millis at = m_connection->figures.at;
    for (const auto& outcome : m_offer ? m_offer->outcomes : std::vector<api::ConnectionOutcome>{}) {
        if (outcome.kind == api::OutcomeKind::figures && outcome.reason.empty()) {
            at = std::max(at, outcome.at);
        }
    }
    return at;
}

// One that went well is said of an import alone: new figures say so themselves.
QString PlatformCard::outcomeText() const {
    QStringList lines;
    for (const auto& outcome : m_offer ? m_offer->outcomes : std::vector<api::ConnectionOutcome>{}) {
        const QString when = Words::moment(outcome.at);
        const QString reason = QString::fromStdString(outcome.reason);
        if ((outcome.kind == api::OutcomeKind::moved) == m_connection.has_value()) {
            continue; // it was about another time
        }
        switch (outcome.kind) {
        case api::OutcomeKind::imported:
            lines
                << (reason.isEmpty()
                        ? tr("History: %n problem(s) came in, %1", nullptr, static_cast<int>(outcome.count)).arg(when)
                        : tr("History could not be brought in, %1: %2").arg(when, reason));
            break;
        case api::OutcomeKind::figures:
            if (!reason.isEmpty()) {
                lines << tr("New figures could not be had, %1: %2").arg(when, reason);
            }
            break;
        case api::OutcomeKind::moved:
            lines << tr("No longer connected since %1: %2").arg(when, reason);
            break;
        }
    }
    return lines.join(u'\n');
}

void PlatformCard::render() {
    const bool connected = m_connection.has_value();
    const auto look = [&](const QString& text, api::TaskState kind) {
        ChipLook chip = chipFor(kind);
        chip.text = text;
        m_chip->setLook(chip);
    };
    if (connected) {
        look(tr("connected"), api::TaskState::verified);
    } else if (m_connect->isUnderWay()) {
        look(tr("connecting"), api::TaskState::in_progress);
    } else {
        m_chip->setLook({tr("not connected"), u"connections"_s, Token::locked, Token::lockedGround});
    }
    m_what->setVisible(!connected);
    m_hidden->setVisible(!m_hidden->text().isEmpty());
    m_account->setVisible(connected);
    m_since->setVisible(connected);
    m_connected->setVisible(connected);
    m_connect->setVisible(!connected);
    m_waiting->setVisible(m_busy && !m_connect->isUnderWay()); // a look says so by its button, and is often
    if (connected) {
        m_account->setText(QString::fromStdString(m_connection->account));
        const QString since = Words::dayOf(m_connection->since);
        m_since->setText(
            m_connection->proof == events::AccountProof::sign_in
                ? tr("Yours since %1: you signed in there.").arg(since)
                : tr("Yours since %1: what only you can put stood there.").arg(since));
        m_figures->setText(figuresText());
        const base::Millis at = askedAt();
        m_said->setText(
            at == 0 ? tr("The platform was not asked for your figures yet.")
                    : tr("Asked: %1", "a day or time").arg(Words::moment(at)));
    }
    m_figures->setVisible(connected && !m_figures->text().isEmpty());
    m_said->setVisible(connected);
    m_outcome->setText(outcomeText());
    m_outcome->setVisible(!m_outcome->text().isEmpty());
    for (QPushButton* button : {m_refresh, m_import, m_disconnect}) {
        button->setEnabled(m_reachable && (!m_busy || button->hasFocus())); // the keyboard stays where it is
    }
    m_import->setVisible(m_offer ? m_offer->imports : m_platform != events::Platform::github);
}

void PlatformCard::focusFirst() {
    m_connection ? m_refresh->setFocus() : m_connect->focusFirst();
}

} // namespace cairn::ui
