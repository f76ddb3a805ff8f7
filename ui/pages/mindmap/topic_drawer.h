#pragma once

#include "core/api/paths.h"
#include "ui/theme/theme.h"

#include <QScrollArea>

#include <optional>

class QVBoxLayout;

namespace cairn::ui {

class TopicNote;

// One topic in full: where it stands, what it needs and opens, its tasks, texts, links, and the learner's note. Renders
// from the value that it is given and asks the page for everything else.
class TopicDrawer : public QScrollArea {
    Q_OBJECT

public:
    explicit TopicDrawer(Theme& theme, QWidget* parent = nullptr);

    // `needs`, `opens`: what stands directly before and after it on the map, which is less than all ancestors that its
    // path names.
    void showTopic(
        const api::TopicDetail& detail, const std::vector<api::TopicName>& needs,
        const std::vector<api::TopicName>& opens);

    const std::optional<api::TopicDetail>& detail() const { return m_detail; }

    void setReadOnly(bool readOnly);
    void setHasEarlierNotes(bool has); // of the topic that is shown

    // The task that "Start" or "Continue" is about: one in progress, else the first that can be started.
    static const api::TaskRow* nextTask(const api::TopicDetail& detail);
    static bool hasTexts(const api::TopicDetail& detail);

    void read(); // brings the topic's text to the front
    void editNote();
    void saveNote(); // if one is being written
    void focusFirst();

Q_SIGNALS:
    void topicAsked(const QString& id);
    void taskAsked(const QString& id);
    void startAsked(const QString& task);
    void unlockAsked();
    void focusAsked();
    void closeAsked();
    void noteSaved(const QString& topic, const QString& markdown);
    void earlierNotesAsked();

private:
    void render();
    void addHead(QVBoxLayout& column);
    void addLocked(QVBoxLayout& column);
    void addActions(QVBoxLayout& column);
    void addTasks(QVBoxLayout& column);
    void addText(QVBoxLayout& column);
    void addLinks(QVBoxLayout& column);
    QWidget* makeNeighbours();
    QString linked(const std::vector<api::TopicName>& topics) const;
    void addTitle(QVBoxLayout& column, const QString& text);

    Theme& m_theme;
    std::optional<api::TopicDetail> m_detail;
    std::vector<api::TopicName> m_needs;
    std::vector<api::TopicName> m_opens;
    QWidget* m_inside = nullptr; // made anew with each value, but for the note
    QWidget* m_reading = nullptr;
    TopicNote* m_note;
    bool m_readingOpen = false;
    bool m_allTasks = false;
    bool m_readOnly = false;
};

} // namespace cairn::ui
