#include "ui/pages/tasks/proof_panel.h"

#include "ui/models/proof_text.h"
#include "ui/models/sync_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kBesideUpTo = 140; // per cent

constexpr qsizetype kShownDigits = 16; // of a signature or a digest; all of it is copied

QString shortened(const std::string& digits) {
    const QString all = QString::fromStdString(digits);
    return all.size() > kShownDigits ? all.left(kShownDigits) + u'…' : all;
}

QString accountAndPlatform(const api::Receipt& receipt) {
    return receipt.account.empty() ? platformName(receipt.platform) : accountText(receipt.platform, receipt.account);
}

} // namespace

bool ProofPanel::isFor(const api::TaskDetail& detail) {
    return detail.row.state == api::TaskState::verifying || detail.cause.has_value() || detail.receipt.has_value();
}

ProofPanel::ProofPanel(Theme& theme, const api::TaskDetail& detail, const api::SyncState& server, QWidget* parent)
    : Card(theme, {}, parent)
    , m_theme(theme) {
    setObjectName(u"proofPanel"_s);
    body()->setSpacing(6);
    layout()->setContentsMargins(14, 12, 14, 12);
    if (detail.receipt) {
        showReceipt(detail, *detail.receipt);
    } else if (detail.cause) {
        showFailed(detail);
    } else {
        showVerifying(detail, server);
    }
}

void ProofPanel::say(const QString& title, Token ink, const QStringList& sentences) {
    auto* heading = makeParagraph(m_theme, title, this, ink);
    heading->setStrong(true);
    body()->addWidget(heading);
    for (const QString& sentence : sentences) {
        if (!sentence.isEmpty()) {
            body()->addWidget(makeParagraph(m_theme, sentence, this, Token::text));
        }
    }
    setAccessibleName(title);
    setAccessibleDescription(sentences.join(u' '));
}

void ProofPanel::showVerifying(const api::TaskDetail& detail, const api::SyncState& server) {
    setGround(Token::inProgressGround);
    say(tr("Looking for the proof"), Token::inProgress, {verifyingText(detail, server)});
    QList<std::pair<QString, QString>> facts;
    if (detail.provable) {
        facts << std::pair(tr("Looked for"), requirementText(*detail.provable));
    }
    if (detail.claimedAt) {
        facts << std::pair(tr("Asked"), Words::moment(*detail.claimedAt));
    }
    if (detail.delay) {
        facts << std::pair(tr("Trouble"), QString::fromStdString(detail.delay->trouble));
        facts << std::pair(tr("Tries so far"), QString::number(detail.delay->attempt));
    }
    addFacts(facts);
    if (server.phase == api::SyncPhase::off || server.phase == api::SyncPhase::signed_out ||
        server.phase == api::SyncPhase::refused) {
        auto* devices = makeButton(m_theme, tr("Open Devices"), this);
        devices->setObjectName(u"proofDevices"_s);
        connect(devices, &QPushButton::clicked, this, &ProofPanel::devicesAsked);
        addButtons({devices});
    }
}

void ProofPanel::showFailed(const api::TaskDetail& detail) {
    const auto platform = detail.provable ? detail.provable->platform : events::Platform::none;
    const Advice advice = adviceFor(*detail.cause, platform);
    setGround(Token::rustyGround);
    say(tr("Not proven"), Token::rusty, {advice.what, advice.todo});
    QList<std::pair<QString, QString>> facts;
    if (!detail.remark.empty()) {
        facts << std::pair(tr("The server says"), QString::fromStdString(detail.remark));
    }
    if (detail.provable) {
        facts << std::pair(tr("Looked for"), requirementText(*detail.provable));
    }
    addFacts(facts);
    QList<QWidget*> buttons;
    using events::FailureCause;
    if (*detail.cause == FailureCause::no_account || *detail.cause == FailureCause::too_early) {
        auto* connections = makeButton(m_theme, tr("Open Connections"), this);
        connections->setObjectName(u"proofConnections"_s);
        connect(connections, &QPushButton::clicked, this, &ProofPanel::connectionsAsked);
        buttons << connections;
    }
    if (*detail.cause == FailureCause::no_requirement) {
        auto* edit = makeButton(m_theme, tr("Say what proves it…"), this);
        connect(edit, &QPushButton::clicked, this, &ProofPanel::editAsked);
        buttons << edit;
    }
    auto* proven = makeButton(m_theme, tr("What is proven?"), this);
    connect(proven, &QPushButton::clicked, this, &ProofPanel::provenAsked);
    addButtons(buttons << proven);
}

void ProofPanel::showReceipt(const api::TaskDetail& detail, const api::Receipt& receipt) {
    const bool valid = receipt.trouble.empty();
    setGround(valid ? Token::doneGround : Token::rustyGround);
    say(valid ? tr("Proven") : tr("The receipt cannot be checked"), valid ? Token::done : Token::rusty,
        {QString::fromStdString(detail.evidence),
         receipt.imported ? tr("Imported: you had solved it before there was a task for it.") : QString()});
    QList<std::pair<QString, QString>> facts{{tr("Account"), accountAndPlatform(receipt)}};
    if (receipt.solvedAt) {
        facts << std::pair(tr("Solved"), Words::fullMoment(*receipt.solvedAt));
    }
    if (receipt.seenAt > 0) {
        facts << std::pair(tr("Seen"), Words::fullMoment(receipt.seenAt));
    }
    if (!receipt.key.empty()) {
        const QString key = QString::fromStdString(receipt.key);
        facts << std::pair(
            tr("Signed by"),
            receipt.server.empty() ? tr("key %1").arg(key) : tr("%1, key %2").arg(serverName(receipt.server), key));
    }
    if (!receipt.answer.empty()) {
        facts << std::pair(tr("Evidence"), shortened(receipt.answer));
    }
    facts << std::pair(tr("Signature"), checkedText(receipt));
    addFacts(facts);
    auto* proven = makeButton(m_theme, tr("What is proven?"), this);
    connect(proven, &QPushButton::clicked, this, &ProofPanel::provenAsked);
    if (receipt.text.empty()) {
        addButtons({proven});
        return;
    }
    auto* copy = makeButton(m_theme, tr("Copy receipt"), this, u"copy"_s);
    copy->setObjectName(u"proofCopy"_s);
    connect(copy, &QPushButton::clicked, this, [text = QString::fromStdString(receipt.text)] {
        QGuiApplication::clipboard()->setText(text);
    });
    addButtons({copy, proven});
}

void ProofPanel::addFacts(const QList<std::pair<QString, QString>>& facts) {
    if (facts.isEmpty()) {
        return;
    }
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    const bool below = m_theme.textScale() > kBesideUpTo; // the drawer does not grow with its type
    grid->setColumnStretch(below ? 0 : 1, 1);
    int row = 0;
    for (const auto& [name, value] : facts) {
        grid->addWidget(
            new TextLabel(m_theme, Type::secondary, Token::muted, name, this), row, 0, Qt::AlignTop | Qt::AlignLeading);
        row += below ? 1 : 0;
        auto* words = new TextLabel(m_theme, Type::secondary, Token::text, value, this);
        words->setWordWrap(true);
        grid->addWidget(words, row++, below ? 0 : 1);
    }
    body()->addLayout(grid);
}

void ProofPanel::addButtons(const QList<QWidget*>& buttons) {
    auto* row = new FlowLayout(nullptr, 8);
    for (QWidget* button : buttons) {
        row->addWidget(button);
    }
    body()->addSpacing(4);
    body()->addLayout(row);
}

} // namespace cairn::ui
