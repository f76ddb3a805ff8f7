#include "ui/pages/connections/connect_panel.h"

#include "ui/models/proof_text.h"
#include "ui/models/sync_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

using api::ConnectMethod;

namespace {

// Most of it is over in minutes.
QString until(base::Millis moment) {
    return Words::dateOf(moment) == QDate::currentDate() ? Words::moment(moment) : Words::fullMoment(moment);
}

constexpr auto kChallenge = "connectChallenge"_L1;

// Servers say it in half a sentence.
QString sentenceOf(const base::Error& error) {
    QString said = QString::fromStdString(error.message);
    if (!said.isEmpty()) {
        said[0] = said.at(0).toUpper();
    }
    return said;
}

} // namespace

ConnectPanel::ConnectPanel(Theme& theme, events::Platform platform, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_platform(platform)
    , m_notice(new Notice(theme, this))
    , m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    m_column->addWidget(m_notice);
    m_look.setObjectName(u"connectLook"_s);
    m_look.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (m_reachable && !m_busy) {
            Q_EMIT checkAsked();
        } else {
            lookLater();
        }
    });
    render();
}

void ConnectPanel::setOffer(const std::optional<api::ConnectionOffer>& offer) {
    const bool same = offer == m_offer && m_offers == Offers::came;
    m_offer = offer;
    m_offers = Offers::came;
    if (!same && !m_step) {
        render();
    }
}

void ConnectPanel::askingOffer() {
    if (m_offers == Offers::failed) {
        m_offers = Offers::askedAgain;
        refresh();
    }
}

void ConnectPanel::offerFailed() {
    m_offers = Offers::failed;
    if (!m_step) {
        render();
    }
}

void ConnectPanel::setReachable(bool reachable) {
    if (std::exchange(m_reachable, reachable) != reachable) {
        m_step ? refresh() : render();
    }
}

void ConnectPanel::showStep(const std::optional<api::ConnectionStep>& step) {
    m_step = step;
    m_notice->clear();
    m_look.stop();
    lookLater();
    render();
}

void ConnectPanel::showBusy(bool busy) {
    m_busy = busy;
    if (busy && !m_step) { // what a look has said stands until the next has an answer
        m_notice->clear();
    }
    refresh();
}

void ConnectPanel::showTrouble(const base::Error& error) {
    using base::ErrorCode;
    if (error.code == ErrorCode::NotFound && m_step) {
        showStep(std::nullopt);
        m_notice->say(
            Notice::Kind::warning, tr("What was begun has ended."), tr("The server says: %1").arg(sentenceOf(error)));
        return;
    }
    if (error.code == ErrorCode::Refused) {
        // "Not yet" is nothing that went wrong.
        m_notice->say(Notice::Kind::information, sentenceOf(error));
    } else if (error.code != ErrorCode::Cancelled) {
        m_notice->say(serverTrouble(error));
    }
    lookLater();
}

// Whoever types the code does so elsewhere.
void ConnectPanel::lookLater() {
    if (m_step && m_step->method == ConnectMethod::device && m_seen) {
        m_look.start(static_cast<int>(std::clamp<std::int64_t>(m_step->interval + 1, 5, 60)) * 1000);
    }
}

void ConnectPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_seen = true;
    lookLater();
}

void ConnectPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_seen = false;
    m_look.stop();
}

void ConnectPanel::focusFirst() {
    for (QWidget* each : m_inside->findChildren<QWidget*>()) {
        if ((each->focusPolicy() & Qt::TabFocus) != 0 && each->isEnabled() && each->isVisibleTo(this)) {
            each->setFocus();
            return;
        }
    }
}

QString ConnectPanel::nameOf(ConnectMethod method) const {
    switch (method) {
    case ConnectMethod::sign_in:
        return tr("Sign in at %1…").arg(platformName(m_platform));
    case ConnectMethod::device:
        return tr("Sign in with a code…");
    case ConnectMethod::challenge:
        return tr("Show what to put there");
    }
    return {};
}

void ConnectPanel::render() {
    const QWidget* focused = QApplication::focusWidget();
    const bool hadFocus = m_inside != nullptr && focused != nullptr && m_inside->isAncestorOf(focused);
    m_check = nullptr;
    m_again = nullptr;
    m_ways.clear();
    if (m_inside != nullptr) {
        m_inside->hide();
        m_inside->deleteLater(); // it may be what called
        m_column->removeWidget(m_inside);
    }
    m_inside = new QWidget(this);
    auto* column = new QVBoxLayout(m_inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    if (m_step) {
        addStep(*column, *m_step);
    } else {
        addWays(*column);
    }
    m_column->insertWidget(0, m_inside);
    m_inside->show();
    refresh();
    if (hadFocus) {
        focusFirst();
    }
}

// What changes while the server is asked. The button that asked keeps the keyboard.
void ConnectPanel::refresh() {
    if (m_check != nullptr) {
        m_check->setText(m_busy ? tr("Looking…") : tr("Check now"));
        m_check->setEnabled(m_reachable);
    }
    for (QPushButton* way : m_ways) {
        const bool nameless = way->objectName() == kChallenge && m_account.trimmed().isEmpty();
        way->setEnabled(!nameless && (!m_busy || way->hasFocus()));
    }
    if (m_again != nullptr) {
        m_again->setText(m_offers == Offers::askedAgain ? tr("Asking…") : tr("Ask again"));
    }
}

void ConnectPanel::addWays(QVBoxLayout& column) {
    if (!m_reachable) {
        column.addWidget(
            makeParagraph(m_theme, tr("It can be connected as soon as there is a connection to a server."), m_inside));
        return;
    }
    if (!m_offer) {
        addNoOffer(column);
        return;
    }
    if (m_offer->methods.empty()) {
        column.addWidget(
            makeParagraph(m_theme, tr("This server does not look at %1.").arg(platformName(m_platform)), m_inside));
        return;
    }
    auto* buttons = new FlowLayout(nullptr, 8);
    for (const ConnectMethod method : m_offer->methods) {
        if (method == ConnectMethod::challenge) {
            continue;
        }
        auto* button = makeButton(m_theme, nameOf(method), m_inside);
        connect(button, &QPushButton::clicked, this, [this, method] { begin(method, {}); });
        buttons->addWidget(button);
        m_ways << button;
    }
    if (buttons->count() > 0) {
        column.addLayout(buttons);
    } else {
        delete buttons;
    }
    if (std::ranges::find(m_offer->methods, ConnectMethod::challenge) != m_offer->methods.end()) {
        addChallengeForm(column);
    }
}

void ConnectPanel::addNoOffer(QVBoxLayout& column) {
    if (m_offers == Offers::asked) {
        column.addWidget(makeParagraph(m_theme, tr("Asking the server how it can be connected…"), m_inside));
        return;
    }
    column.addWidget(makeParagraph(m_theme, tr("The server did not say how it can be connected."), m_inside));
    m_again = makeButton(m_theme, {}, m_inside, u"refresh"_s);
    m_again->setObjectName(u"connectAgain"_s);
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_offers == Offers::failed) {
            Q_EMIT offerAsked();
        }
    });
    column.addWidget(m_again, 0, Qt::AlignLeading);
}

void ConnectPanel::begin(ConnectMethod method, const QString& account) {
    if (!m_busy) {
        Q_EMIT beginAsked(method, account);
    }
}

void ConnectPanel::addChallengeForm(QVBoxLayout& column) {
    column.addWidget(makeParagraph(
        m_theme,
        m_offer->methods.size() > 1
            ? tr("Or without signing in: put a word there that only you can put, and the server looks whether it "
                 "stands there.")
            : tr("Put a word there that only you can put, and the server looks whether it stands there."),
        m_inside));
    auto* account = new QLineEdit(m_account, m_inside);
    account->setObjectName(u"connectAccount"_s);
    account->setPlaceholderText(tr("Your name at %1").arg(platformName(m_platform)));
    account->setAccessibleName(account->placeholderText());
    account->setMaximumWidth(m_theme.scaled(300));
    auto* show = makeButton(m_theme, nameOf(ConnectMethod::challenge), m_inside);
    show->setObjectName(kChallenge);
    m_ways << show;
    connect(account, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_account = text;
        refresh();
    });
    const auto asked = [this, account] {
        if (const QString name = account->text().trimmed(); !name.isEmpty()) {
            begin(ConnectMethod::challenge, name);
        }
    };
    connect(show, &QPushButton::clicked, this, asked);
    connect(account, &QLineEdit::returnPressed, this, asked);
    column.addWidget(account); // with all of the card's width, for names and for what it says while it is empty
    column.addWidget(show, 0, Qt::AlignLeading);
}

void ConnectPanel::addStep(QVBoxLayout& column, const api::ConnectionStep& step) {
    const QString there = platformName(m_platform);
    switch (step.method) {
    case ConnectMethod::sign_in:
        column.addWidget(makeParagraph(
            m_theme,
            tr("Sign in at %1 in your browser, and let the server know your name there. Then come back here.")
                .arg(there),
            m_inside, Token::text));
        addOpen(column, QString::fromStdString(step.url), tr("Open %1").arg(there));
        break;
    case ConnectMethod::device:
        column.addWidget(makeParagraph(
            m_theme, tr("Open this address on any computer or phone, sign in at %1 and type the code.").arg(there),
            m_inside, Token::text));
        addCopyable(column, tr("Code"), QString::fromStdString(step.code));
        addOpen(column, QString::fromStdString(step.url), QString::fromStdString(step.url));
        break;
    case ConnectMethod::challenge:
        column.addWidget(makeParagraph(m_theme, QString::fromStdString(step.place), m_inside, Token::text));
        addCopyable(column, tr("To put there"), QString::fromStdString(step.token));
        column.addWidget(
            makeParagraph(m_theme, tr("You can take it away again once the account is connected."), m_inside));
        break;
    }
    if (step.expires > 0) {
        column.addWidget(makeParagraph(m_theme, tr("It can be used until %1.").arg(until(step.expires)), m_inside));
    }
    auto* row = new FlowLayout(nullptr, 8);
    m_check = makeButton(m_theme, tr("Check now"), m_inside, u"refresh"_s);
    m_check->setObjectName(u"connectCheck"_s);
    m_check->setMinimumWidth(m_check->sizeHint().width()); // the next button stays where it is
    connect(m_check, &QPushButton::clicked, this, [this] {
        if (!m_busy) {
            Q_EMIT checkAsked();
        }
    });
    auto* giveUp = makePlainButton(m_theme, tr("Give up"), m_inside);
    giveUp->setObjectName(u"connectGiveUp"_s);
    connect(giveUp, &QPushButton::clicked, this, &ConnectPanel::givenUp);
    row->addWidget(m_check);
    row->addWidget(giveUp);
    column.addLayout(row);
}

void ConnectPanel::addCopyable(QVBoxLayout& column, const QString& name, const QString& text) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* words = new QLineEdit(text, m_inside);
    words->setReadOnly(true);
    words->setFont(m_theme.font(Type::code));
    words->setAccessibleName(name);
    words->setMaximumWidth(m_theme.scaled(300));
    auto* copy = makeButton(m_theme, tr("Copy"), m_inside, u"copy"_s);
    copy->setAccessibleName(tr("Copy %1").arg(text));
    connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
    row->addWidget(words, 1);
    row->addWidget(copy);
    row->addStretch();
    column.addLayout(row);
}

void ConnectPanel::addOpen(QVBoxLayout& column, const QString& url, const QString& words) {
    const QUrl address(url);
    auto* open = makeButton(m_theme, words, m_inside, u"external-link"_s);
    open->setToolTip(address.toDisplayString());
    open->setEnabled(MarkdownView::mayOpen(address));
    connect(open, &QPushButton::clicked, this, [address] { QDesktopServices::openUrl(address); });
    column.addWidget(open, 0, Qt::AlignLeading);
}

} // namespace cairn::ui
