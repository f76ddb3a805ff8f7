#include "ui/mindmap/map_words.h"

#include "ui/widgets/words.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace cairn::ui {

QString MapWords::spoken(const api::MapNode& node, bool isPosition) {
    const api::TopicRow& topic = node.topic;
    QStringList parts{QString::fromStdString(topic.title), Words::of(topic.standing)};
    if (topic.required > 0) {
        parts += tr("%1 of %n task(s) done", nullptr, static_cast<int>(topic.required)).arg(topic.requiredDone);
    }
    if (!topic.missing.empty()) {
        parts += tr("needs %1").arg(list(titles(topic.missing)));
    }
    if (topic.unlocked) {
        parts += tr("opened by choice");
    }
    if (node.hasNote) {
        parts += tr("with a note");
    }
    if (isPosition) {
        parts += tr("you are here");
    }
    return parts.join(tr(", ", "between the parts of a description"));
}

QString MapWords::done(const api::TopicRow& topic) {
    const QLocale locale;
    return topic.required == 0 ? QString()
                               : tr("%1 of %2")
                                     .arg(
                                         locale.toString(static_cast<qlonglong>(topic.requiredDone)),
                                         locale.toString(static_cast<qlonglong>(topic.required)));
}

QString MapWords::stateChip(const api::TopicRow& topic) {
    const QString state = Words::of(topic.standing);
    const bool counts = topic.standing == api::TopicStanding::in_progress && topic.required > 0;
    return counts ? state + u" · "_s + done(topic) : state;
}

QString MapWords::list(const QStringList& names) {
    return QLocale().createSeparatedList(names);
}

QStringList MapWords::titles(const std::vector<api::TopicName>& topics) {
    QStringList names;
    for (const api::TopicName& topic : topics) {
        names += QString::fromStdString(topic.title);
    }
    return names;
}

} // namespace cairn::ui
