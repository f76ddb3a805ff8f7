#include "core/api/json_views.h"

#include "core/events/canonical_json.h"

#include <cstdio>

namespace cairn::api {

using boost::json::array;
using boost::json::object;
using boost::json::value;

namespace {

// "in_progress" is the word of a status, and inProgress its key.
std::string key(const std::string& word) {
    std::string camel;
    for (const char c : word) {
        if (camel.ends_with('_')) {
            camel.back() = static_cast<char>(c - 'a' + 'A');
        } else {
            camel += c;
        }
    }
    return camel;
}

// A member for every word of Enum, those that do not occur included.
template<class Enum> object counts(const std::map<Enum, std::int64_t>& counted) {
    object all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto described) {
        const auto found = counted.find(described.value);
        all[key(described.name)] = found == counted.end() ? 0 : found->second;
    });
    return all;
}

object content(const events::ContentSet& set) {
    array written;
    for (const auto& text : set.texts) {
        written.push_back(object{{"kind", word(text.kind)}, {"markdown", text.markdown}});
    }
    array files;
    for (const auto& file : set.files) {
        files.push_back(object{{"name", file.name}, {"role", word(file.role)}, {"text", file.text}});
    }
    array links;
    for (const auto& link : set.links) {
        links.push_back(object{{"url", link.url}, {"description", link.description}});
    }
    return {{"texts", std::move(written)}, {"files", std::move(files)}, {"links", std::move(links)}};
}

object level(const LevelView& given) {
    return {
        {"verified", decimal(given.verified)},
        {"selfReported", decimal(given.selfReported)},
        {"verifiedHundredths", given.verified},
        {"selfReportedHundredths", given.selfReported},
    };
}

} // namespace

std::string decimal(std::int64_t hundredths) {
    char text[32];
    std::snprintf(
        text, sizeof text, "%lld.%02d", static_cast<long long>(hundredths / 100), static_cast<int>(hundredths % 100));
    return text;
}

value instant(const std::optional<std::int64_t>& at) {
    return at ? value(base::formatInstant(*at)) : value(nullptr);
}

array texts(const std::vector<std::string>& list) {
    return array(list.begin(), list.end());
}

array names(const std::vector<TopicName>& topics) {
    array list;
    for (const auto& topic : topics) {
        list.push_back(object{{"id", topic.id}, {"title", topic.title}});
    }
    return list;
}

object view(const TaskRow& row) {
    return {
        {"id", row.id},
        {"title", row.title},
        {"path", row.path},
        {"pathTitle", row.pathTitle},
        {"module", row.module},
        {"topics", texts(row.topics)},
        {"topicTitle", row.topicTitle},
        {"difficulty", row.difficulty},
        {"state", word(row.state)},
        {"status", word(row.status)},
        {"source", word(row.source)},
        {"kind", word(row.kind)},
        {"scheduledAt", instant(row.scheduledAt)},
        {"startedAt", instant(row.startedAt)},
        {"completedAt", instant(row.completedAt)},
    };
}

object view(const Receipt& receipt) {
    return {
        {"platform", word(receipt.platform)},
        {"account", receipt.account},
        {"solvedAt", instant(receipt.solvedAt)},
        {"seenAt", instant(receipt.seenAt)},
        {"imported", receipt.imported},
        {"key", receipt.key},
        {"server", receipt.server},
        {"valid", receipt.trouble.empty()},
        {"trouble", receipt.trouble},
    };
}

object view(const TaskDetail& detail) {
    auto task = view(detail.row);
    task["summary"] = detail.summary;
    task["url"] = detail.url;
    task["remark"] = detail.remark;
    task["evidence"] = detail.evidence;
    task["cause"] = detail.cause ? value(word(*detail.cause)) : value(nullptr);
    task["delay"] = detail.delay ? value(object{
                                       {"trouble", detail.delay->trouble},
                                       {"attempt", detail.delay->attempt},
                                       {"againAt", instant(detail.delay->againAt)}})
                                 : value(nullptr);
    task["receipt"] = detail.receipt ? value(view(*detail.receipt)) : value(nullptr);
    task["tags"] = texts(detail.tags);
    task["topics"] = names(detail.topics);
    task["missing"] = names(detail.missing);
    task["levelHundredths"] = detail.levelHundredths;
    task["levelPlace"] = detail.levelPlace;
    task["content"] = content(detail.content);
    task["history"] = viewAll(detail.history);
    return task;
}

object view(const PathSummary& path) {
    return {
        {"id", path.id},
        {"title", path.title},
        {"language", path.language},
        {"summary", path.summary},
        {"source", word(path.source)},
        {"current", path.current},
        {"sample", path.sample},
        {"position",
         path.position.empty() ? value(nullptr) : value{{"id", path.position}, {"title", path.positionTitle}}},
        {"progress",
         {{"topicsDone", path.topicsDone},
          {"topicsAll", path.topicsAll},
          {"tasksDone", path.tasksDone},
          {"tasksAll", path.tasksAll}}},
        {"standings", counts(path.standings)},
    };
}

object view(const TopicRow& topic) {
    return {
        {"id", topic.id},
        {"slug", topic.slug},
        {"title", topic.title},
        {"standing", word(topic.standing)},
        {"required", topic.required},
        {"requiredDone", topic.requiredDone},
        {"unlocked", topic.unlocked},
        {"prerequisites", names(topic.prerequisites)},
        {"missing", names(topic.missing)},
    };
}

object view(const TopicDetail& detail) {
    auto topic = view(detail.row);
    topic["path"] = detail.path;
    topic["summary"] = detail.summary;
    topic["technology"] = detail.technology;
    topic["documentation"] = word(detail.documentation);
    topic["note"] = detail.note;
    topic["opens"] = names(detail.opens);
    topic["tasks"] = viewAll(detail.tasks);
    topic["verified"] = decimal(detail.verifiedLevelHundredths);
    topic["selfReported"] = decimal(detail.levelHundredths);
    topic["verifiedHundredths"] = detail.verifiedLevelHundredths;
    topic["selfReportedHundredths"] = detail.levelHundredths;
    topic["content"] = content(detail.content);
    return topic;
}

object view(const HistoryEntry& entry) {
    auto payload = events::parseJson(entry.payload);
    return {
        {"device", entry.ref.device},
        {"seq", entry.ref.seq},
        {"at", base::formatInstant(entry.at)},
        {"subject", entry.subject},
        {"title", entry.title},
        {"type", entry.type},
        {"payload", payload ? std::move(*payload) : value(entry.payload)},
        {"undone", entry.undone},
        {"receipted", entry.receipted},
        {"thisDevice", entry.thisDevice},
        {"refusedFrom", entry.refusedFrom ? value(word(*entry.refusedFrom)) : value(nullptr)},
    };
}

object view(const TopicLevel& topic) {
    return {
        {"id", topic.topic},
        {"title", topic.title},
        {"verified", decimal(topic.verifiedHundredths)},
        {"selfReported", decimal(topic.hundredths)},
        {"verifiedHundredths", topic.verifiedHundredths},
        {"selfReportedHundredths", topic.hundredths},
    };
}

object view(const StatusView& status) {
    array frozen;
    for (const auto day : status.streak.frozen) {
        frozen.push_back(value(base::formatDay(day)));
    }
    return {
        {"asOf", base::formatDay(status.asOf)},
        {"level", level(status.level)},
        {"topics", viewAll(status.level.topics)},
        {"streak",
         {{"days", status.streak.days},
          {"longest", status.streak.longest},
          {"freezes", status.streak.freezes},
          {"activeToday", status.streak.activeToday},
          {"frozen", std::move(frozen)}}},
        {"paths", viewAll(status.paths)},
        {"tasks", counts(status.tasks)},
    };
}

object view(const Proposal& proposal) {
    const auto& made = proposal.made;
    return {
        {"id", proposal.id},
        {"kind", word(made.kind)},
        {"by", made.by},
        {"reason", made.reason},
        {"title", made.title},
        {"path", made.path},
        {"pathTitle", proposal.pathTitle},
        {"topics", names(proposal.topics)},
        {"difficulty", made.difficulty},
        {"summary", made.summary},
        {"url", made.url},
        {"text", made.text},
        {"at", base::formatInstant(proposal.at)},
    };
}

object view(const ReviewRow& row) {
    object next;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<events::ReviewGrade>>(
        [&](auto grade) { next[grade.name] = base::formatDay(row.next.at(static_cast<std::size_t>(grade.value))); });
    return {
        {"id", row.item},
        {"kind", word(row.kind)},
        {"title", row.title},
        {"pathTitle", row.pathTitle},
        {"topicTitle", row.topicTitle},
        {"url", row.url},
        {"due", base::formatDay(row.due)},
        {"daysLate", row.daysLate},
        {"recall", row.recall},
        {"reviews", row.reviews},
        {"lastAt", instant(row.lastAt)},
        {"next", std::move(next)},
        {"paused", row.paused},
    };
}

object view(const ReviewsView& reviews) {
    return {
        {"due", viewAll(reviews.due)},
        {"upcoming", viewAll(reviews.upcoming)},
        {"paused", viewAll(reviews.paused)},
        {"later", reviews.later},
        {"today", reviews.today},
    };
}

object view(const TodayView& today) {
    value next;
    if (today.next) {
        next = {
            {"task", view(today.next->task)},
            {"reason", word(today.next->reason)},
            {"topic", today.next->topic},
            {"opens", texts(today.next->opens)},
            {"waiting", today.next->waiting}};
    }
    return {
        {"today", base::formatDay(today.today)},
        {"level", level(today.level)},
        {"streak",
         {{"days", today.streak.days},
          {"longest", today.streak.longest},
          {"freezes", today.streak.freezes},
          {"activeToday", today.streak.activeToday}}},
        {"due", viewAll(today.due)},
        {"reviews", viewAll(today.reviews)},
        {"reviewsDue", today.reviewsDue},
        {"next", std::move(next)},
        {"path", today.path ? value(view(*today.path)) : value(nullptr)},
        {"empty", today.empty},
    };
}

object view(const Done& done) {
    array refused;
    for (const auto& task : done.refused) {
        refused.push_back(object{{"id", task.id}, {"title", task.title}, {"why", task.why}});
    }
    return {{"changed", texts(done.changed)}, {"refused", std::move(refused)}};
}

} // namespace cairn::api
