#include "ui/pages/today/next_step_card.h"

#include "ui/models/task_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

// In the weight of names; HTML's bold is a third one, which not every font has.
QString strong(const QString& words) {
    return u"<span style=\"font-weight: 600\">%1</span>"_s.arg(words.toHtmlEscaped());
}

} // namespace

NextStepCard::NextStepCard(Theme& theme, QWidget* parent)
    : Card(theme, {}, parent)
    , m_over(new TextLabel(theme, Type::secondary, Token::muted, {}, this))
    , m_title(new TextLabel(theme, Type::cardTitle, Token::text, {}, this))
    , m_lead(makeParagraph(theme, {}, this))
    , m_reason(makeParagraph(theme, {}, this, Token::text))
    , m_start(makePrimaryButton(theme, tr("Start"), this))
    , m_why(makeButton(theme, tr("Why this?"), this))
    , m_notNow(makePlainButton(theme, tr("Not now"), this))
    , m_import(makeButton(theme, tr("Import a track…"), this)) {
    setGround(Token::accentGround);
    m_over->setStrong(true);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_title->setTextFormat(Qt::RichText);
    m_lead->setTextFormat(Qt::RichText);
    m_reason->hide();
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addStretch();
    for (TextLabel* label : {m_over, m_title, m_lead, m_reason}) {
        words->addWidget(label);
    }
    words->addStretch();
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addLayout(words, 1);
    row->addSpacing(16);
    for (QPushButton* button : {m_start, m_why, m_notNow, m_import}) {
        row->addWidget(button, 0, Qt::AlignVCenter);
    }
    body()->addLayout(row, 1);
    m_why->setCheckable(true);
    connect(m_start, &QPushButton::clicked, this, &NextStepCard::startAsked);
    connect(m_why, &QPushButton::toggled, this, &NextStepCard::setExplained);
    connect(m_notNow, &QPushButton::clicked, this, &NextStepCard::notNowAsked);
    connect(m_import, &QPushButton::clicked, this, &NextStepCard::importAsked);
    connect(m_title, &QLabel::linkActivated, this, &NextStepCard::taskAsked);
}

bool NextStepCard::isExplained() const {
    return m_why->isChecked();
}

void NextStepCard::setExplained(bool explained) {
    m_why->setChecked(explained);
    m_reason->setVisible(explained && m_step.has_value());
}

void NextStepCard::focusStart() {
    (m_step ? m_start : m_import)->setFocus();
}

void NextStepCard::show(const std::optional<api::NextStep>& step, bool allDone) {
    const bool same = step && m_step && step->task.id == m_step->task.id;
    m_step = step;
    for (QPushButton* button : {m_start, m_why, m_notNow}) {
        button->setVisible(step.has_value());
    }
    m_import->setVisible(!step);
    if (!same) {
        setExplained(false);
    }
    if (!step) {
        m_over->setText(tr("Next step"));
        m_title->setText(allDone ? tr("Everything is done") : tr("Nothing is waiting to be started"));
        m_lead->setText(
            allDone ? tr("You have finished all that is here. A new track gives you the next thing to learn.")
                    : tr("What is left was set aside or put off. The list of tasks has it all."));
        return;
    }
    const bool started = step->task.status == events::TaskStatus::in_progress;
    m_over->setText(started ? tr("Go on with") : tr("Next step"));
    m_title->setText(u"<a href=\"%1\" style=\"color: %3; text-decoration: none\">%2</a>"_s.arg(
        QString::fromStdString(step->task.id).toHtmlEscaped(), QString::fromStdString(step->task.title).toHtmlEscaped(),
        palette().color(QPalette::WindowText).name()));
    m_start->setText(started ? tr("Continue") : tr("Start"));
    m_lead->setText(leadText());
    m_reason->setText(whyText());
    setAccessibleName(tr("Next step: %1").arg(QString::fromStdString(step->task.title)));
}

QString NextStepCard::leadText() const {
    const auto waiting = static_cast<int>(m_step->waiting);
    if (!m_step->opens.empty()) {
        const QString opens = strong(listText(m_step->opens, 2));
        return waiting > static_cast<int>(m_step->opens.size())
                   ? tr("Opens %1; %n topic(s) further on need it.", nullptr, waiting).arg(opens)
                   : tr("Opens %1.").arg(opens);
    }
    if (!m_step->topic.empty()) {
        const QString topic = strong(QString::fromStdString(m_step->topic));
        return waiting > 0 ? tr("Part of %1, which %n topic(s) further on need.", nullptr, waiting).arg(topic)
                           : tr("Part of %1.").arg(topic);
    }
    QString difficulty = tr("Difficulty %1 of 10.").arg(QLocale().toString(m_step->task.difficulty));
    if (m_step->task.topicTitle.empty()) {
        return difficulty;
    }
    const QString topic = strong(QString::fromStdString(m_step->task.topicTitle));
    return tr("Practises %1.").arg(topic) + u' ' + difficulty;
}

QString NextStepCard::whyText() const {
    QStringList sentences{Words::of(*m_step)};
    const QString topic = QString::fromStdString(m_step->topic);
    if (!m_step->opens.empty()) {
        sentences << tr("Once %1 is done, %2 can be started.").arg(topic, listText(m_step->opens));
    }
    if (m_step->waiting > 0) {
        sentences << tr("%n topic(s) need it, near or far.", nullptr, static_cast<int>(m_step->waiting));
    }
    sentences << tr("Its difficulty is %1 of 10.").arg(QLocale().toString(m_step->task.difficulty));
    return sentences.join(u' ');
}

} // namespace cairn::ui
