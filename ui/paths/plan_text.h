#pragma once

#include "core/plan/documentation.h"
#include "ui/widgets/notice.h"

#include <QString>

#include <vector>

namespace cairn::ui {

// What is wrong with a plan, and what was found of its topics, in the learner's language.
QString remarkSentence(const plan::Remark& remark, const plan::PathPlan& plan);

// Title of a topic; "New topic" where it has none yet.
QString topicTitle(const plan::PathPlan& plan, const std::string& id);

struct DocumentationText {
    Notice::Kind kind = Notice::Kind::information;
    QString sentence;
    QString more; // what was looked for
};

// Of a topic that names a library; others have nothing to say.
DocumentationText documentationText(plan::Standing standing, const events::TopicDocumented& documented);

// "a, b and c", as people wrote them.
QString needsText(const std::vector<std::string>& needs);
std::vector<std::string> needsFrom(const QString& text); // separated by commas

} // namespace cairn::ui
