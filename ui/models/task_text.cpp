#include "ui/models/task_text.h"

#include "ui/models/proof_text.h"
#include "ui/widgets/difficulty_dots.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace cairn::ui {

namespace {

struct TaskText {
    Q_DECLARE_TR_FUNCTIONS(TaskText)
};

} // namespace

QString sectionDayText(QDate day, QDate today) {
    const QString format = day.year() == today.year() ? TaskText::tr("dddd, d MMMM", "a day of this year")
                                                      : TaskText::tr("dddd, d MMMM yyyy", "a day of another year");
    const QString date = QLocale().toString(day, format);
    switch (today.daysTo(day)) {
    case 0:
        return TaskText::tr("Today · %1").arg(date);
    case 1:
        return TaskText::tr("Tomorrow · %1").arg(date);
    case -1:
        return TaskText::tr("Yesterday · %1").arg(date);
    default:
        return date;
    }
}

QString stateNote(const api::TaskRow& row, bool connected) {
    if (row.state == api::TaskState::verifying) {
        return row.triedAgainAt ? TaskText::tr("tried again at %1").arg(Words::moment(*row.triedAgainAt))
               : connected      ? QString()
                                : TaskText::tr("waits for a connection");
    }
    return row.state == api::TaskState::failed && row.cause ? TaskText::tr("not proven: %1").arg(causeWords(*row.cause))
                                                            : QString();
}

QString stateText(const api::TaskRow& row, bool connected) {
    const QString note = stateNote(row, connected);
    if (note.isEmpty()) {
        return Words::of(row.state);
    }
    return row.state == api::TaskState::failed
               ? note
               : TaskText::tr("%1, %2", "a state and what comes next").arg(Words::of(row.state), note);
}

QString accessibleTaskText(const api::TaskRow& row, bool connected) {
    QStringList parts{QString::fromStdString(row.title)};
    if (!row.topicTitle.empty()) {
        parts << QString::fromStdString(row.topicTitle);
    }
    parts << DifficultyDots::spoken(row.difficulty) << stateText(row, connected) << Words::of(row.source);
    return parts.join(QStringLiteral(", "));
}

QString listText(const std::vector<std::string>& names, std::size_t most) {
    QStringList shown;
    const std::size_t count = names.size() > most + 1 ? most : names.size();
    for (std::size_t i = 0; i < count; ++i) {
        shown << QString::fromStdString(names[i]);
    }
    const auto rest = static_cast<int>(names.size() - count);
    const QString last =
        rest > 0 ? TaskText::tr("%n more", "topics or tasks", rest) : (shown.isEmpty() ? QString() : shown.takeLast());
    if (shown.isEmpty()) {
        return last;
    }
    return TaskText::tr("%1 and %2", "the end of a list").arg(shown.join(QStringLiteral(", ")), last);
}

QString doneText(api::TaskAction action, const api::Done& done, const QString& title) {
    const auto n = static_cast<int>(done.changed.size());
    const bool one = n == 1 && !title.isEmpty();
    switch (action) {
    case api::TaskAction::start:
    case api::TaskAction::startAnyway:
        return one ? TaskText::tr("Started %1").arg(title) : TaskText::tr("Started %n task(s)", nullptr, n);
    case api::TaskAction::complete:
        return one ? TaskText::tr("Completed %1").arg(title) : TaskText::tr("Completed %n task(s)", nullptr, n);
    case api::TaskAction::claim:
    case api::TaskAction::claimAgain:
        return one ? TaskText::tr("Asked for proof of %1").arg(title)
                   : TaskText::tr("Asked for proof of %n task(s)", nullptr, n);
    case api::TaskAction::skip:
        return one ? TaskText::tr("Skipped %1").arg(title) : TaskText::tr("Skipped %n task(s)", nullptr, n);
    case api::TaskAction::remove:
        return one ? TaskText::tr("Deleted %1").arg(title) : TaskText::tr("Deleted %n task(s)", nullptr, n);
    case api::TaskAction::erase:
        return TaskText::tr("Erased %n task(s) for ever", nullptr, n);
    }
    return {};
}

} // namespace cairn::ui
