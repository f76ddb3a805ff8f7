#include "ui/pages/today/level_card.h"

#include "ui/widgets/cairn_picture.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

LevelCard::LevelCard(Theme& theme, QWidget* parent)
    : Card(theme, {}, parent)
    , m_picture(new CairnPicture(theme, this))
    , m_name(new TextLabel(theme, Type::body, Token::muted, {}, this))
    , m_number(new TextLabel(theme, Type::bigNumber, Token::text, {}, this))
    , m_change(new TextLabel(theme, Type::secondary, Token::muted, {}, this))
    , m_movedBy(new TextLabel(theme, Type::secondary, Token::muted, {}, this))
    , m_other(new TextLabel(theme, Type::secondary, Token::muted, {}, this)) {
    m_picture->setMinimumHeight(100); // six stones
    m_number->setTabular(true);
    m_change->setStrong(true);
    for (TextLabel* label : {m_name, m_change, m_movedBy, m_other}) {
        label->setWordWrap(true);
    }
    m_movedBy->setTextFormat(Qt::RichText);
    m_movedBy->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_movedBy->setFocusPolicy(Qt::StrongFocus);
    connect(m_movedBy, &QLabel::linkActivated, this, &LevelCard::taskAsked);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch();
    for (TextLabel* label : {m_name, m_number, m_change, m_movedBy, m_other}) {
        words->addWidget(label);
    }
    words->addStretch();
    auto* row = new QHBoxLayout;
    row->setSpacing(20);
    row->addWidget(m_picture, 0, Qt::AlignVCenter);
    row->addLayout(words, 1);
    body()->addLayout(row, 1);
}

void LevelCard::show(const api::LevelView& level) {
    const bool verified = level.verified > 0;
    const std::int64_t shown = verified ? level.verified : level.selfReported;
    const std::int64_t move = shown - (verified ? level.verifiedWeekAgo : level.selfReportedWeekAgo);
    m_picture->setTopics(level.topics);
    m_name->setText(verified ? tr("Level") : tr("Level, self-reported"));
    m_number->setText(Words::level(shown));
    m_number->setAccessibleName(u"%1 %2"_s.arg(m_name->text(), m_number->text()));
    m_change->setText(tr("%1 this week").arg(Words::levelMove(move)));
    m_change->setToken(move > 0 ? Token::done : Token::muted);
    m_change->setVisible(shown > 0);

    const auto mover = std::ranges::find(level.shares, level.movedBy, &api::LevelShare::title);
    if (level.movedBy.empty()) {
        m_movedBy->setText(tr("The first task that you complete moves it."));
    } else {
        const QString title = QString::fromStdString(level.movedBy).toHtmlEscaped();
        const QString link =
            mover == level.shares.end()
                ? title
                : u"<a href=\"%1\">%2</a>"_s.arg(QString::fromStdString(mover->task).toHtmlEscaped(), title);
        m_movedBy->setText(tr("moved by %1, %2").arg(link, Words::dayOf(level.movedAt)));
    }
    m_other->setText(
        verified ? tr("Self-reported: %1").arg(Words::level(level.selfReported))
                 : tr("Verified: %1, waits for a proof").arg(Words::level(level.verified)));
    m_other->setVisible(shown > 0);
}

} // namespace cairn::ui
