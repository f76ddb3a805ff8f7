#pragma once

#include "core/api/tasks.h"
#include "ui/theme/theme.h"

#include <QDialog>

#include <vector>

class QListWidget;
class QPushButton;

namespace cairn::ui {

class MarkdownView;

// What a note once said. A note that was written on two computers at a time says what the later one wrote; what the
// other wrote is one of these.
struct NoteVersion {
    QString text;
    base::Millis at = 0;
    bool here = true; // written on this computer
};

// Of the history of a topic, newest first: each text once, without that which the note says now, and without none.
std::vector<NoteVersion> earlierVersions(const std::vector<api::HistoryEntry>& entries, const QString& now);

// Lets a person read what a note once said, and take one of it back.
class NoteVersionsDialog : public QDialog {
    Q_OBJECT

public:
    NoteVersionsDialog(Theme& theme, std::vector<NoteVersion> versions, bool readOnly, QWidget* parent = nullptr);

Q_SIGNALS:
    void restoreAsked(const QString& markdown);

private:
    void showVersion(int row);

    std::vector<NoteVersion> m_versions;
    QListWidget* m_list;
    MarkdownView* m_text;
    QPushButton* m_restore;
};

} // namespace cairn::ui
