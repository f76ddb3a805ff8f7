#include "ui/pages/today/proposals_card.h"

#include "ui/shell/navigator.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

bool isTask(const api::Proposal& proposal) {
    return proposal.made.kind == events::ProposalKind::task;
}

// What the learner would have by accepting it.
QString nameOf(const api::Proposal& proposal) {
    if (isTask(proposal)) {
        return QString::fromStdString(proposal.made.title);
    }
    return ProposalsCard::tr("A note on %1")
        .arg(QString::fromStdString(proposal.topics.empty() ? std::string() : proposal.topics.front().title));
}

QString placeOf(const api::Proposal& proposal) {
    QStringList parts;
    if (isTask(proposal)) {
        parts << ProposalsCard::tr("Difficulty %1").arg(QLocale().toString(proposal.made.difficulty));
    }
    if (!proposal.pathTitle.empty()) {
        parts << QString::fromStdString(proposal.pathTitle);
    }
    parts << ProposalsCard::tr("proposed by %1").arg(QString::fromStdString(proposal.made.by));
    return parts.join(u" · "_s);
}

} // namespace

ProposalsCard::ProposalsCard(api::Profile& profile, Theme& theme, Navigator& navigator, QWidget* parent)
    : Card(theme, tr("Proposed to you"), parent)
    , m_profile(profile)
    , m_theme(theme)
    , m_navigator(navigator) {
    hide();
}

void ProposalsCard::refresh() {
    m_request = m_profile.proposals().list([this](base::Expected<std::vector<api::Proposal>> proposals) {
        show(proposals ? std::move(*proposals) : std::vector<api::Proposal>());
    });
}

void ProposalsCard::show(std::vector<api::Proposal> proposals) {
    const auto same = [](const api::Proposal& a, const api::Proposal& b) { return a.id == b.id && a.made == b.made; };
    if (m_rows != nullptr && std::ranges::equal(m_proposals, proposals, same)) {
        return;
    }
    m_proposals = std::move(proposals);
    // The buttons that are being pressed go with the rows: later.
    if (m_rows != nullptr) {
        m_rows->hide();
        m_rows->deleteLater();
    }
    m_rows = new QWidget(this);
    auto* column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    for (std::size_t at = 0; at < std::min(kShown, m_proposals.size()); ++at) {
        column->addWidget(makeRow(m_proposals[at]));
    }
    if (m_proposals.size() > kShown) {
        column->addWidget(
            makeParagraph(m_theme, tr("%n more", nullptr, static_cast<int>(m_proposals.size() - kShown)), m_rows));
    }
    body()->addWidget(m_rows);
    setVisible(!m_proposals.empty());
    Q_EMIT changed();
}

QWidget* ProposalsCard::makeRow(const api::Proposal& proposal) {
    auto* row = new QWidget(m_rows);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* name = new TextLabel(m_theme, Type::body, Token::text, nameOf(proposal), row);
    name->setStrong(true);
    name->setWordWrap(true);
    words->addWidget(name);
    for (const auto& text : {proposal.made.reason, proposal.made.summary, proposal.made.text, proposal.made.url}) {
        if (!text.empty()) {
            words->addWidget(makeParagraph(m_theme, QString::fromStdString(text), row, Token::text));
        }
    }
    words->addWidget(new TextLabel(m_theme, Type::secondary, Token::muted, placeOf(proposal), row));
    line->addLayout(words, 1);
    line->addSpacing(8);
    line->addWidget(makeAnswer(proposal, true, row), 0, Qt::AlignTop);
    line->addWidget(makeAnswer(proposal, false, row), 0, Qt::AlignTop);
    return row;
}

QPushButton* ProposalsCard::makeAnswer(const api::Proposal& proposal, bool accepts, QWidget* row) {
    auto* button = accepts ? makeButton(m_theme, tr("Accept"), row) : makePlainButton(m_theme, tr("Dismiss"), row);
    button->setAccessibleName((accepts ? tr("Accept: %1") : tr("Dismiss: %1")).arg(nameOf(proposal)));
    button->setEnabled(!m_profile.state().readOnly);
    connect(button, &QPushButton::clicked, this, [this, proposal, accepts] { answer(proposal, accepts); });
    return button;
}

void ProposalsCard::answer(const api::Proposal& proposal, bool accepts) {
    auto settle = [self = QPointer(this), name = nameOf(proposal), accepts](base::Expected<api::Done> done) {
        if (!self) {
            return;
        }
        if (!done) {
            self->m_navigator.showError(done.error());
        } else {
            self->m_navigator.announce((accepts ? tr("Accepted: %1") : tr("Dismissed: %1")).arg(name), true);
        }
        self->refresh();
    };
    auto& proposals = m_profile.proposals();
    (accepts ? proposals.accept(proposal.id, std::move(settle)) : proposals.dismiss(proposal.id, std::move(settle)))
        .keep();
}

} // namespace cairn::ui
