#include "ui/paths/path_editor.h"

#include "ui/models/sync_text.h"
#include "ui/paths/plan_text.h"
#include "ui/paths/remark_list.h"
#include "ui/paths/topic_fields.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

#include <QAccessible>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>
#include <QUuid>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kSettle = 200; // ms
constexpr int kRow = 36;

std::string newId() {
    return QUuid::createUuid().toString(QUuid::WithoutBraces).remove(u'-').toStdString();
}

QString iconOf(plan::Standing standing, bool looked) {
    switch (standing) {
    case plan::Standing::unnamed:
        return {};
    case plan::Standing::unproven:
        return looked ? u"warning"_s : u"ring"_s;
    case plan::Standing::proven:
        return u"check"_s;
    }
    return {};
}

} // namespace

PathEditor::PathEditor(api::Profile& profile, api::Sync& sync, Theme& theme, const std::string& path, QWidget* parent)
    : QDialog(parent)
    , m_profile(profile)
    , m_sync(sync)
    , m_theme(theme) {
    setWindowTitle(path.empty() ? tr("New path") : tr("Edit path"));
    build();
    connectParts();
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &PathEditor::checkGraph);
    m_syncSubscription = sync.subscribe([this](const api::SyncState& state) { showSync(state); });
    showSync(sync.state());
    path.empty() ? take({}) : load(path);
}

void PathEditor::load(const std::string& path) {
    setEnabled(false);
    m_draft = m_profile.paths().draft(path, [this](base::Expected<api::PathDraft> draft) {
        setEnabled(true);
        if (draft) {
            take(*std::move(draft));
        } else {
            m_notice->say(Words::of(draft.error()));
            m_room->setEnabled(false);
            m_topics->parentWidget()->setEnabled(false);
        }
    });
}

void PathEditor::take(api::PathDraft draft) {
    m_plan = std::move(draft.plan);
    m_before = m_plan;
    m_documented = std::move(draft.documented);
    m_documentedBefore = m_documented;
    m_loaded = true;
    m_title->setText(QString::fromStdString(m_plan.title));
    m_language->setText(QString::fromStdString(m_plan.language));
    m_summary->setText(QString::fromStdString(m_plan.summary));
    showList();
    if (!m_plan.topics.empty()) {
        m_topics->setCurrentRow(0);
    }
    showTopic();
    checkGraph();
    m_title->setFocus();
}

std::optional<std::size_t> PathEditor::current() const {
    const int row = m_topics->currentRow();
    return row >= 0 && row < static_cast<int>(m_plan.topics.size()) ? std::optional(static_cast<std::size_t>(row))
                                                                    : std::nullopt;
}

plan::Standing PathEditor::standingOf(const plan::PlannedTopic& topic) const {
    const auto found = m_documented.find(topic.id);
    return plan::standingOf(topic, found == m_documented.end() ? std::nullopt : std::optional(found->second));
}

void PathEditor::showList() {
    const QSignalBlocker quiet(m_topics);
    const int row = m_topics->currentRow();
    const auto wanted = static_cast<int>(m_plan.topics.size());
    while (m_topics->count() > wanted) {
        delete m_topics->takeItem(m_topics->count() - 1);
    }
    while (m_topics->count() < wanted) {
        m_topics->addItem(QString());
    }
    QPixmap room(m_topics->iconSize());
    room.fill(Qt::transparent);
    const QIcon blank(room); // so that titles stand below each other
    for (int at = 0; at < wanted; ++at) {
        const plan::PlannedTopic& topic = m_plan.topics[static_cast<std::size_t>(at)];
        const auto standing = standingOf(topic);
        const QString icon = iconOf(standing, m_documented.contains(topic.id));
        const QString title = topicTitle(m_plan, topic.id);
        QListWidgetItem* item = m_topics->item(at);
        item->setText(tr("%1. %2", "number and title of a topic").arg(locale().toString(at + 1), title));
        item->setIcon(icon.isEmpty() ? blank : m_theme.icon(icon));
        item->setSizeHint({0, m_theme.scaled(kRow)});
        const QString said = standing == plan::Standing::unnamed  ? QString()
                             : standing == plan::Standing::proven ? tr("its documentation was found")
                                                                  : tr("its documentation is unproven");
        item->setToolTip(said);
        item->setData(Qt::AccessibleTextRole, said.isEmpty() ? title : title + u", "_s + said);
    }
    m_topics->setCurrentRow(std::min(row, wanted - 1));
    updateButtons();
}

void PathEditor::showTopic() {
    const auto at = current();
    m_fields->setVisible(at.has_value());
    m_noTopic->setVisible(!at.has_value());
    if (at) {
        const auto found = m_documented.find(m_plan.topics[*at].id);
        m_fields->show(m_plan, *at, found == m_documented.end() ? events::TopicDocumented() : found->second);
    }
    updateButtons();
}

void PathEditor::addTopic() {
    if (m_plan.topics.size() >= plan::kMostTopics) {
        return;
    }
    m_fields->commit();
    const auto before = current();
    plan::PlannedTopic topic;
    topic.id = newId();
    if (before) {
        topic.prerequisites.push_back(m_plan.topics[*before].id); // a path goes on, most of the time
        topic.technology = m_plan.topics[*before].technology;
    }
    const auto at = before ? *before + 1 : m_plan.topics.size();
    m_plan.topics.insert(m_plan.topics.begin() + static_cast<std::ptrdiff_t>(at), std::move(topic));
    showList();
    m_topics->setCurrentRow(static_cast<int>(at));
    showTopic();
    checkGraph();
    m_fields->focusTitle();
}

void PathEditor::removeTopic() {
    const auto at = current();
    if (!at) {
        return;
    }
    const std::string id = m_plan.topics[*at].id;
    m_plan.topics.erase(m_plan.topics.begin() + static_cast<std::ptrdiff_t>(*at));
    for (plan::PlannedTopic& topic : m_plan.topics) {
        std::erase(topic.prerequisites, id);
    }
    showList();
    showTopic();
    checkGraph();
}

void PathEditor::moveTopic(int step) {
    const auto at = current();
    const auto to = static_cast<std::ptrdiff_t>(at.value_or(0)) + step;
    if (!at || to < 0 || to >= std::ssize(m_plan.topics)) {
        return;
    }
    std::swap(m_plan.topics[*at], m_plan.topics[static_cast<std::size_t>(to)]);
    showList();
    m_topics->setCurrentRow(static_cast<int>(to));
    checkGraph();
}

void PathEditor::putInOrder() {
    const auto at = current();
    const std::string shown = at ? m_plan.topics[*at].id : std::string();
    std::ranges::sort(m_plan.topics, {}, [this](const plan::PlannedTopic& topic) {
        return std::ranges::find(m_check.order, topic.id) - m_check.order.begin();
    });
    showList();
    choose(shown);
    checkGraph();
}

void PathEditor::dropPrerequisite(const std::string& topic, const std::string& prerequisite) {
    const auto found = std::ranges::find(m_plan.topics, topic, &plan::PlannedTopic::id);
    if (found != m_plan.topics.end()) {
        std::erase(found->prerequisites, prerequisite);
        showTopic();
        checkGraph();
    }
}

void PathEditor::choose(const std::string& topic) {
    const auto found = std::ranges::find(m_plan.topics, topic, &plan::PlannedTopic::id);
    if (found != m_plan.topics.end()) {
        m_topics->setCurrentRow(static_cast<int>(found - m_plan.topics.begin()));
        showTopic();
    }
}

void PathEditor::edited() {
    m_plan.title = m_title->text().simplified().toStdString();
    m_plan.language = m_language->text().simplified().toStdString();
    m_plan.summary = m_summary->text().simplified().toStdString();
    if (const auto at = current()) {
        m_plan.topics[*at] = m_fields->topic();
    }
    m_settle.start();
    updateButtons();
}

void PathEditor::checkGraph() {
    m_check = plan::check(m_plan);
    m_remarks->show(m_check, m_plan);
    showList();
    if (const auto at = current()) {
        const auto found = m_documented.find(m_plan.topics[*at].id);
        m_fields->showDocumentation(found == m_documented.end() ? events::TopicDocumented() : found->second);
    }
}

void PathEditor::updateButtons() {
    const auto at = current();
    m_remove->setEnabled(at.has_value());
    m_up->setEnabled(at && *at > 0);
    m_down->setEnabled(at && *at + 1 < m_plan.topics.size());
    const bool named = std::ranges::any_of(m_plan.topics, [](const auto& topic) { return !topic.technology.empty(); });
    const bool live = m_sync.state().phase == api::SyncPhase::live;
    m_look->setEnabled(m_looking || (live && named));
    m_look->setText(m_looking ? tr("Stop") : tr("Look up the documentation"));
    m_look->setToolTip(
        !live    ? tr("A server does this: there is no connection to one now.")
        : !named ? tr("No topic names a library or language.")
                 : QString());
    m_save->setEnabled(canSave());
}

bool PathEditor::canSave() const {
    return m_loaded && !m_saving && !m_profile.state().readOnly;
}

void PathEditor::showSync(const api::SyncState& state) {
    if (m_looking && state.phase != api::SyncPhase::live) {
        m_notice->say(Notice::Kind::warning, tr("The connection to the server is lost; it is tried again."));
    }
    updateButtons();
}

void PathEditor::lookUp() {
    m_fields->commit();
    if (!m_looking && !checkTitles()) {
        return;
    }
    if (std::exchange(m_looking, !m_looking)) {
        m_validate = {};
        m_notice->say(Notice::Kind::information, tr("Stopped. What was found before stays."));
        updateButtons();
        return;
    }
    m_notice->say(Notice::Kind::information, tr("The server looks into the documentation…"));
    updateButtons();
    m_validate =
        m_sync.validate(m_plan, [this](const base::Expected<plan::PlanVerdict>& verdict) { takeVerdict(verdict); });
}

void PathEditor::takeVerdict(const base::Expected<plan::PlanVerdict>& verdict) {
    m_looking = false;
    if (!verdict) {
        m_notice->say(serverTrouble(verdict.error()));
        updateButtons();
        return;
    }
    for (const plan::TopicVerdict& topic : verdict->topics) {
        auto& known = m_documented[topic.topic];
        if (topic.documented.at != 0 || known.at == 0) { // what could not be asked takes nothing back
            known = topic.documented;
        }
    }
    const auto unproven = std::ranges::count_if(
        m_plan.topics, [this](const auto& topic) { return standingOf(topic) == plan::Standing::unproven; });
    if (unproven == 0) {
        m_notice->say(Notice::Kind::information, tr("The documentation speaks of all that the exercises need."));
    } else {
        m_notice->say(
            Notice::Kind::warning, tr("%n topic(s) are unproven", nullptr, static_cast<int>(unproven)),
            tr("Each says what was looked for. The path can be saved all the same, and stays marked."));
    }
    checkGraph();
    QAccessibleEvent spoken(m_notice, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
}

bool PathEditor::checkTitles() {
    if (m_plan.title.empty()) {
        m_notice->say(Notice::Kind::trouble, tr("A path needs a title."));
        m_title->setFocus();
        return false;
    }
    const auto untitled = std::ranges::find(m_plan.topics, std::string(), &plan::PlannedTopic::title);
    if (untitled != m_plan.topics.end()) {
        choose(untitled->id);
        m_notice->say(Notice::Kind::trouble, tr("Each topic needs a title."));
        m_fields->focusTitle();
        return false;
    }
    const auto unnamed = std::ranges::find_if(m_plan.topics, [](const plan::PlannedTopic& topic) {
        return std::ranges::find(topic.exercises, std::string(), &plan::PlannedExercise::title) !=
               topic.exercises.end();
    });
    if (unnamed != m_plan.topics.end()) {
        choose(unnamed->id);
        m_notice->say(Notice::Kind::trouble, tr("Each exercise needs a title; “Remove exercise” takes one away."));
        return false;
    }
    return true;
}

void PathEditor::save() {
    if (!canSave()) {
        return;
    }
    m_fields->commit();
    edited();
    m_settle.stop();
    checkGraph();
    if (!checkTitles()) {
        return;
    }
    if (!m_plan.id.empty() && m_plan == m_before && m_documented == m_documentedBefore) {
        accept(); // there is nothing to save, and nothing to undo
        return;
    }
    const auto flaw =
        std::ranges::find_if(m_check.flaws, [](const plan::Remark& each) { return plan::prevents(each.kind); });
    if (flaw != m_check.flaws.end()) {
        m_notice->say(Notice::Kind::trouble, tr("It could not be learned like this."), remarkSentence(*flaw, m_plan));
        return;
    }
    std::vector<plan::TopicVerdict> looked;
    looked.reserve(m_documented.size());
    for (const auto& [topic, documented] : m_documented) {
        looked.push_back({topic, plan::Standing::unproven, documented});
    }
    m_saving = true;
    updateButtons();
    m_request =
        m_profile.paths().save(m_plan, m_before, std::move(looked), [this](const base::Expected<api::Done>& done) {
            m_saving = false;
            updateButtons();
            if (!done) {
                m_notice->say(Words::of(done.error()));
                return;
            }
            m_before = m_plan;
            accept(); // before: whoever hears of it may take the keyboard
            Q_EMIT saved(
                QString::fromStdString(done->changed.empty() ? m_plan.id : done->changed.front()),
                QString::fromStdString(m_plan.title));
        });
}

void PathEditor::reject() {
    if (m_saving) {
        return; // what comes of it is to be heard
    }
    m_fields->commit();
    if (!(m_plan == m_before)) {
        auto* question = new QMessageBox(
            QMessageBox::NoIcon, windowTitle(), tr("Discard what you wrote?"), QMessageBox::NoButton, this);
        question->setAttribute(Qt::WA_DeleteOnClose);
        question->addButton(tr("Keep writing"), QMessageBox::RejectRole);
        QPushButton* discard = question->addButton(tr("Discard"), QMessageBox::DestructiveRole);
        connect(discard, &QPushButton::clicked, this, [this] { QDialog::reject(); });
        question->open();
        return;
    }
    QDialog::reject();
}

} // namespace cairn::ui
