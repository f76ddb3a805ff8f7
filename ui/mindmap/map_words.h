#pragma once

#include "core/api/paths.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace cairn::ui {

// What is said about topics of a map, on screen and to screen readers.
class MapWords {
    Q_DECLARE_TR_FUNCTIONS(cairn::ui::MapWords)

public:
    // "Dicts, in progress, 2 of 5 tasks done, needs Lists and Loops, you are here"
    static QString spoken(const api::MapNode& node, bool isPosition);

    static QString done(const api::TopicRow& topic);      // "2 of 5", empty for a topic without tasks that count
    static QString stateChip(const api::TopicRow& topic); // "in progress · 2 of 5"

    // "Lists, Loops, and Sets" in the learner's language.
    static QString list(const QStringList& names);
    static QStringList titles(const std::vector<api::TopicName>& topics);
};

} // namespace cairn::ui
