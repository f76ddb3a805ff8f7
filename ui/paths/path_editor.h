#pragma once

#include "core/api/profile.h"
#include "core/api/sync.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QTimer>

#include <map>
#include <optional>
#include <string>

class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace cairn::ui {

class ErrorPanel;
class Notice;
class RemarkList;
class TextLabel;
class TopicFields;

// Writes a path of one's own, or changes one: topics in their order, what each needs, what is done in it. Whether the
// order can be learned is said while one writes; whether the documentation speaks of what the exercises need is asked
// of a server.
class PathEditor : public QDialog {
    Q_OBJECT

public:
    // `path`: its id; empty: a new one.
    PathEditor(
        api::Profile& profile, api::Sync& sync, Theme& theme, const std::string& path, QWidget* parent = nullptr);

    void reject() override;

Q_SIGNALS:
    void saved(const QString& id, const QString& title);

private:
    void build();
    QWidget* makeHead();
    QWidget* makeTopics();
    QWidget* makeFields();
    QWidget* makeRemarks();
    static QScrollArea* makeRoom(QWidget* parent);
    QWidget* makeFoot();
    void connectParts();

    void load(const std::string& path);
    void take(api::PathDraft draft);

    // The topics.
    void showList();
    void showTopic();
    void addTopic();
    void removeTopic();
    void moveTopic(int step);
    void putInOrder();
    void dropPrerequisite(const std::string& topic, const std::string& prerequisite);
    void choose(const std::string& topic);
    std::optional<std::size_t> current() const;

    void edited();
    void checkGraph();
    void updateButtons();
    bool canSave() const;

    // The documentation.
    void lookUp();
    void takeVerdict(const base::Expected<plan::PlanVerdict>& verdict);
    void showSync(const api::SyncState& state);
    plan::Standing standingOf(const plan::PlannedTopic& topic) const;

    bool checkTitles(); // says what is missing, and goes there
    void save();

    api::Profile& m_profile;
    api::Sync& m_sync;
    Theme& m_theme;

    plan::PathPlan m_plan;
    plan::PathPlan m_before; // as it was opened
    plan::PlanCheck m_check;
    std::map<std::string, events::TopicDocumented> m_documented; // by topic
    std::map<std::string, events::TopicDocumented> m_documentedBefore;

    QLineEdit* m_title = nullptr;
    QLineEdit* m_language = nullptr;
    QLineEdit* m_summary = nullptr;
    QListWidget* m_topics = nullptr;
    QToolButton* m_remove = nullptr;
    QToolButton* m_up = nullptr;
    QToolButton* m_down = nullptr;
    QScrollArea* m_room = nullptr;
    TopicFields* m_fields = nullptr;
    TextLabel* m_noTopic = nullptr;
    RemarkList* m_remarks = nullptr;
    Notice* m_notice = nullptr;
    QPushButton* m_look = nullptr;
    QPushButton* m_save = nullptr;

    QTimer m_settle;       // the graph is checked once one stops writing
    bool m_loaded = false; // what is to be edited is here
    bool m_looking = false;
    bool m_saving = false;
    api::Request m_draft;
    api::Request m_validate;
    api::Request m_request;
    api::Subscription m_syncSubscription;
};

} // namespace cairn::ui
