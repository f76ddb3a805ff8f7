#include "ui/paths/plan_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

using plan::RemarkKind;

namespace {

struct PlanText {
    Q_DECLARE_TR_FUNCTIONS(cairn::ui::PlanText)
};

QStringList list(const std::vector<std::string>& texts) {
    QStringList all;
    for (const std::string& text : texts) {
        all += QString::fromStdString(text);
    }
    return all;
}

} // namespace

QString topicTitle(const plan::PathPlan& plan, const std::string& id) {
    const auto found = std::ranges::find(plan.topics, id, &plan::PlannedTopic::id);
    const QString title =
        found == plan.topics.end() ? QString::fromStdString(id) : QString::fromStdString(found->title);
    return title.trimmed().isEmpty() ? PlanText::tr("New topic") : title;
}

QString remarkSentence(const plan::Remark& remark, const plan::PathPlan& plan) {
    QStringList titles;
    for (const std::string& id : remark.topics) {
        titles += topicTitle(plan, id);
    }
    const auto title = [&](qsizetype at) { return titles.value(at); };
    switch (remark.kind) {
    case RemarkKind::no_topics:
        return PlanText::tr("The path has no topics yet.");
    case RemarkKind::same_id:
        return PlanText::tr("Two topics have the same name in the file: %1.").arg(title(0));
    case RemarkKind::unknown_prerequisite:
        return PlanText::tr("%1 needs %2, which the path does not have.").arg(title(0), title(1));
    case RemarkKind::circle:
        return titles.size() == 1
                   ? PlanText::tr("%1 needs itself.").arg(title(0))
                   : PlanText::tr("These need each other: %1.").arg((titles + QStringList(title(0))).join(u" → "_s));
    case RemarkKind::order:
        return PlanText::tr("%1 stands before %2, which it needs.").arg(title(0), title(1));
    case RemarkKind::apart:
        return PlanText::tr("Nothing joins %1 to the start of the path.", "one or more topics")
            .arg(QLocale().createSeparatedList(titles));
    case RemarkKind::implied:
        return PlanText::tr("%1 need not name %2: %3 needs it already.").arg(title(0), title(1), title(2));
    case RemarkKind::no_exercise:
        return PlanText::tr("%1 has no exercise: nothing would show that it was learned.").arg(title(0));
    }
    return {};
}

DocumentationText documentationText(plan::Standing standing, const events::TopicDocumented& documented) {
    const QString library = QString::fromStdString(documented.title);
    switch (standing) {
    case plan::Standing::unnamed:
        return {};
    case plan::Standing::proven:
        return {
            Notice::Kind::information, PlanText::tr("Its documentation, %1, speaks of what it needs.").arg(library),
            PlanText::tr("Found: %1").arg(QLocale().createSeparatedList(list(documented.found)))};
    case plan::Standing::unproven:
        break;
    }
    if (documented.at == 0 && documented.reason.empty()) {
        return {Notice::Kind::information, PlanText::tr("Its documentation was not looked up yet."), {}};
    }
    if (documented.library.empty()) {
        return {Notice::Kind::warning, PlanText::tr("Unproven."), QString::fromStdString(documented.reason)};
    }
    QStringList more;
    if (!documented.reason.empty()) {
        more += QString::fromStdString(documented.reason);
    }
    if (!documented.found.empty()) {
        more += PlanText::tr("Found: %1").arg(QLocale().createSeparatedList(list(documented.found)));
    }
    return {
        Notice::Kind::warning,
        documented.missing.empty() ? PlanText::tr("Unproven: it was changed since %1 was looked up.").arg(library)
                                   : PlanText::tr("Unproven: %1 does not speak of %2.")
                                         .arg(library, QLocale().createSeparatedList(list(documented.missing))),
        more.join(u'\n')};
}

QString needsText(const std::vector<std::string>& needs) {
    return list(needs).join(u", "_s);
}

std::vector<std::string> needsFrom(const QString& text) {
    std::vector<std::string> needs;
    for (const QString& part : text.split(u',')) {
        const std::string need = part.simplified().toStdString();
        if (!need.empty() && std::ranges::find(needs, need) == needs.end() && needs.size() < plan::kMostNeeds) {
            needs.push_back(need);
        }
    }
    return needs;
}

} // namespace cairn::ui
