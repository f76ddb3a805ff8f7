#include "ui/paths/topic_fields.h"

#include "ui/paths/exercise_table.h"
#include "ui/paths/plan_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/text_label.h"

#include <QDesktopServices>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kNeedsHeight = 96;
constexpr int kRow = 30;

} // namespace

TopicFields::TopicFields(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(makeLine(u"planTopicTitle"_s, tr("Title of the topic"), plan::kLineBytes))
    , m_summary(makeLine(u"planTopicSummary"_s, tr("Summary of the topic"), plan::kSummaryBytes))
    , m_technology(makeLine(u"planTechnology"_s, tr("Library or language that it is about"), plan::kLineBytes))
    , m_needs(new QListWidget(this))
    , m_exercises(new ExerciseTable(theme, this))
    , m_documentation(new Notice(theme, this))
    , m_source(makePlainButton(theme, tr("Open the page that was found"), this, u"external-link"_s)) {
    m_technology->setPlaceholderText(tr("For example: nlohmann json. Empty: about none"));
    m_needs->setObjectName(u"planNeeds"_s);
    m_needs->setAccessibleName(tr("Topics that it needs first"));
    m_needs->setFixedHeight(theme.scaled(kNeedsHeight));
    m_documentation->setObjectName(u"planDocumentation"_s);
    m_source->setObjectName(u"planSource"_s);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeading);
    form->addRow(tr("Title"), m_title);
    form->addRow(tr("Summary"), m_summary);
    form->addRow(tr("Library"), m_technology);
    form->addRow(QString(), m_documentation);
    auto* page = new QHBoxLayout; // the button is as wide as its words
    page->addWidget(m_source);
    page->addStretch();
    form->addRow(QString(), page);
    form->addRow(tr("Needs first"), m_needs);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(m_exercises);
    column->addStretch();

    connect(m_needs, &QListWidget::itemChanged, this, &TopicFields::edited);
    connect(m_exercises, &ExerciseTable::edited, this, &TopicFields::edited);
    connect(m_source, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl(m_page)); });
}

QLineEdit* TopicFields::makeLine(const QString& objectName, const QString& name, std::size_t most) {
    auto* line = new QLineEdit(this);
    line->setObjectName(objectName);
    line->setAccessibleName(name);
    line->setMaxLength(static_cast<int>(most)); // the bytes are counted when it is saved
    connect(line, &QLineEdit::textEdited, this, &TopicFields::edited);
    return line;
}

void TopicFields::show(const plan::PathPlan& plan, std::size_t topic, const events::TopicDocumented& documented) {
    const plan::PlannedTopic& shown = plan.topics[topic];
    const bool another = std::exchange(m_id, shown.id) != shown.id;
    const auto put = [](QLineEdit* line, const std::string& text) {
        if (const QString words = QString::fromStdString(text); line->text().simplified() != words) {
            line->setText(words);
        }
    };
    put(m_title, shown.title);
    put(m_summary, shown.summary);
    put(m_technology, shown.technology);
    const QSignalBlocker quiet(m_needs);
    const int scrolled = m_needs->currentRow();
    m_needs->clear();
    for (std::size_t at = 0; at < plan.topics.size(); ++at) {
        const plan::PlannedTopic& other = plan.topics[at];
        if (at == topic) {
            continue;
        }
        auto* item = new QListWidgetItem(topicTitle(plan, other.id), m_needs);
        item->setData(Qt::UserRole, QString::fromStdString(other.id));
        item->setSizeHint({0, m_theme.scaled(kRow)});
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool needed = std::ranges::find(shown.prerequisites, other.id) != shown.prerequisites.end();
        item->setCheckState(needed ? Qt::Checked : Qt::Unchecked);
    }
    m_needs->setCurrentRow(another ? 0 : scrolled);
    if (another) {
        m_exercises->show(shown.exercises);
    }
    showDocumentation(documented);
}

plan::PlannedTopic TopicFields::topic() const {
    plan::PlannedTopic topic;
    topic.id = m_id;
    topic.title = m_title->text().simplified().toStdString();
    topic.summary = m_summary->text().simplified().toStdString();
    topic.technology = m_technology->text().simplified().toStdString();
    for (int row = 0; row < m_needs->count(); ++row) {
        if (const QListWidgetItem* item = m_needs->item(row); item->checkState() == Qt::Checked) {
            topic.prerequisites.push_back(item->data(Qt::UserRole).toString().toStdString());
        }
    }
    topic.exercises = m_exercises->exercises();
    return topic;
}

void TopicFields::showDocumentation(const events::TopicDocumented& documented) {
    const auto standing = plan::standingOf(topic(), documented);
    if (standing == plan::Standing::unnamed) {
        m_documentation->clear();
    } else {
        const auto text = documentationText(standing, documented);
        m_documentation->say(text.kind, text.sentence, text.more);
    }
    m_page = QString::fromStdString(documented.source);
    m_source->setVisible(MarkdownView::mayOpen(QUrl(m_page)));
    m_source->setToolTip(QUrl(m_page).toDisplayString());
}

void TopicFields::commit() {
    m_exercises->commit();
}

void TopicFields::focusTitle() {
    m_title->setFocus();
    m_title->selectAll();
}

} // namespace cairn::ui
