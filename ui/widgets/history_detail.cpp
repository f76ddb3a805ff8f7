#include "ui/widgets/history_list.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

class Detail {
    Q_DECLARE_TR_FUNCTIONS(cairn::ui::HistoryList)

public:
    static QString of(const QString& type, const QJsonObject& payload) {
        const auto text = [&](const QString& key) { return payload.value(key).toString().simplified(); };
        const auto count = [&](const QString& key) { return static_cast<int>(payload.value(key).toArray().size()); };
        if (type == "task.started"_L1 || type == "topic.unlocked"_L1) {
            const int missing = count(u"despite"_s);
            return missing > 0 ? tr("although %n prerequisite(s) were missing", nullptr, missing) : QString();
        }
        if (type == "task.completed"_L1) {
            const int hints = payload.value(u"hints"_s).toInt();
            const QString note = text(u"note"_s);
            return !note.isEmpty() ? note : hints > 0 ? tr("with %n hint(s)", nullptr, hints) : QString();
        }
        if (type == "task.skipped"_L1 || type == "task.failed"_L1) {
            return text(u"reason"_s);
        }
        if (type == "task.verified"_L1) {
            return text(u"evidence"_s);
        }
        if (type == "task.verification_delayed"_L1) {
            return text(u"trouble"_s);
        }
        if (type == "connection.proven"_L1) {
            return text(u"account"_s);
        }
        if (type == "task.scheduled"_L1) {
            const QJsonValue at = payload.value(u"at"_s);
            return at.isDouble() ? tr("for %1").arg(Words::dayOf(at.toInteger())) : tr("no longer planned for a day");
        }
        if (type == "task.edited"_L1) {
            return edited(payload);
        }
        if (type == "topic.noted"_L1) {
            return text(u"text"_s).isEmpty() ? tr("emptied") : text(u"text"_s).left(120);
        }
        if (type == "topic.documented"_L1) {
            return text(u"reason"_s).isEmpty() ? tr("found in %1").arg(text(u"title"_s)) : text(u"reason"_s);
        }
        if (type == "review.graded"_L1) {
            return remembered(text(u"grade"_s));
        }
        if (type == "review.wanted"_L1) { // a member at its default is not written
            return payload.value(u"wanted"_s).toBool(true) ? tr("to be asked again") : tr("not to be asked any more");
        }
        if (type == "profile.named"_L1) {
            return text(u"name"_s);
        }
        return {};
    }

private:
    static QString remembered(const QString& grade) {
        return grade == "again"_L1  ? tr("forgotten")
               : grade == "hard"_L1 ? tr("remembered with effort")
               : grade == "easy"_L1 ? tr("remembered easily")
                                    : tr("remembered");
    }

    static QString edited(const QJsonObject& payload) {
        const QList<std::pair<QString, QString>> fields{
            {u"title"_s, tr("title")},
            {u"module"_s, tr("module")},
            {u"tags"_s, tr("tags")},
            {u"difficulty"_s, tr("difficulty")},
            {u"summary"_s, tr("summary")},
            {u"url"_s, tr("address")},
            {u"requirement"_s, tr("what proves it")}};
        QStringList changed;
        for (const auto& [key, name] : fields) {
            if (payload.contains(key) && !payload.value(key).isNull()) {
                changed.append(name);
            }
        }
        return changed.join(u", "_s);
    }
};

} // namespace

QString historyDetail(const api::HistoryEntry& entry) {
    const QByteArray json(entry.payload.data(), static_cast<qsizetype>(entry.payload.size()));
    return Detail::of(QString::fromStdString(entry.type), QJsonDocument::fromJson(json).object());
}

} // namespace cairn::ui
