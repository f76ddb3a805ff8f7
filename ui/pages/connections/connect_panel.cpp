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

ConnectPanel::ConnectPanel(Theme& theme, events::Platform platform, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_platform(platform)
    , m_notice(new Notice(theme, this))
    , m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    m_column->addWidget(m_notice);
    m_look.setSingleShot(true);
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (m_step && m_reachable && !m_busy) {
            Q_EMIT checkAsked();
        }
    });
    render();
}

void ConnectPanel::setOffer(const std::optional<api::ConnectionOffer>& offer) {
    if (offer != m_offer) {
        m_offer = offer;
        render();
    }
}

void ConnectPanel::setReachable(bool reachable) {
    if (std::exchange(m_reachable, reachable) != reachable) {
        render();
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
    if (busy) {
        m_notice->clear();
    }
    render();
}

void ConnectPanel::showTrouble(const base::Error& error) {
    if (error.code == base::ErrorCode::Refused) {
        // "Not yet" is nothing that went wrong.
        m_notice->say(Notice::Kind::information, QString::fromStdString(error.message));
    } else if (error.code != base::ErrorCode::Cancelled) {
        m_notice->say(serverTrouble(error));
    }
    lookLater();
}

// Whoever types the code does so elsewhere.
void ConnectPanel::lookLater() {
    if (m_step && m_step->method == ConnectMethod::device) {
        m_look.start(static_cast<int>(std::clamp<std::int64_t>(m_step->interval + 1, 5, 60)) * 1000);
    }
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
    if (hadFocus) {
        focusFirst();
    }
}

void ConnectPanel::addWays(QVBoxLayout& column) {
    if (!m_reachable) {
        column.addWidget(
            makeParagraph(m_theme, tr("It can be connected as soon as there is a connection to a server."), m_inside));
        return;
    }
    if (!m_offer) {
        column.addWidget(makeParagraph(m_theme, tr("Asking the server how it can be connected…"), m_inside));
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
        button->setEnabled(!m_busy);
        connect(button, &QPushButton::clicked, this, [this, method] { Q_EMIT beginAsked(method, {}); });
        buttons->addWidget(button);
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

void ConnectPanel::addChallengeForm(QVBoxLayout& column) {
    column.addWidget(makeParagraph(
        m_theme,
        m_offer->methods.size() > 1
            ? tr("Or without signing in: put a word there that only you can put, and the server looks whether it "
                 "stands there.")
            : tr("Put a word there that only you can put, and the server looks whether it stands there."),
        m_inside));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* account = new QLineEdit(m_account, m_inside);
    account->setObjectName(u"connectAccount"_s);
    account->setPlaceholderText(tr("Your name at %1").arg(platformName(m_platform)));
    account->setAccessibleName(account->placeholderText());
    account->setMaximumWidth(m_theme.scaled(260));
    auto* show = makeButton(m_theme, nameOf(ConnectMethod::challenge), m_inside);
    show->setObjectName(u"connectChallenge"_s);
    const auto enable = [this, account, show] { show->setEnabled(!m_busy && !account->text().trimmed().isEmpty()); };
    connect(account, &QLineEdit::textChanged, show, [this, enable](const QString& text) {
        m_account = text;
        enable();
    });
    enable();
    const auto begin = [this, account] {
        if (const QString name = account->text().trimmed(); !name.isEmpty() && !m_busy) {
            Q_EMIT beginAsked(ConnectMethod::challenge, name);
        }
    };
    connect(show, &QPushButton::clicked, this, begin);
    connect(account, &QLineEdit::returnPressed, this, begin);
    row->addWidget(account, 1);
    row->addWidget(show);
    row->addStretch();
    column.addLayout(row);
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
        column.addWidget(
            makeParagraph(m_theme, tr("It can be used until %1.").arg(Words::fullMoment(step.expires)), m_inside));
    }
    auto* row = new FlowLayout(nullptr, 8);
    auto* check = makeButton(m_theme, m_busy ? tr("Looking…") : tr("Check now"), m_inside, u"refresh"_s);
    check->setObjectName(u"connectCheck"_s);
    check->setEnabled(m_reachable && !m_busy);
    connect(check, &QPushButton::clicked, this, &ConnectPanel::checkAsked);
    auto* giveUp = makePlainButton(m_theme, tr("Give up"), m_inside);
    connect(giveUp, &QPushButton::clicked, this, &ConnectPanel::givenUp);
    row->addWidget(check);
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
