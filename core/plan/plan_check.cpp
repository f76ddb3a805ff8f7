#include "core/plan/plan_check.h"

#include "core/base/text.h"
#include "core/exchange/graph.h"

#include <algorithm>
#include <ranges>
#include <unordered_map>

namespace cairn::plan {

namespace {

using Numbers = std::vector<std::size_t>;

class Checker {
public:
    explicit Checker(const PathPlan& plan)
        : m_topics(plan.topics)
        , m_needs(plan.topics.size()) {}

    PlanCheck check() {
        if (m_topics.empty()) {
            flaw(RemarkKind::no_topics, {}, "The path has no topics.");
            return std::move(m_found);
        }
        const bool closed = number() && resolve();
        if (closed && !findCircle()) {
            findOrder();
            findImplied();
        }
        findApart();
        findUnpractised();
        return std::move(m_found);
    }

private:
    bool number() {
        for (std::size_t at = 0; at < m_topics.size(); ++at) {
            const auto [before, added] = m_number.emplace(m_topics[at].id, at);
            if (!added) {
                flaw(
                    RemarkKind::same_id, {at},
                    m_topics[before->second].title + " and " + m_topics[at].title + " have the same id, " +
                        m_topics[at].id + ".");
            }
        }
        return m_found.flaws.empty();
    }

    bool resolve() {
        bool closed = true;
        for (std::size_t at = 0; at < m_topics.size(); ++at) {
            for (const auto& id : m_topics[at].prerequisites) {
                const auto found = m_number.find(id);
                if (found == m_number.end()) {
                    add(m_found.flaws, {RemarkKind::unknown_prerequisite,
                                        {m_topics[at].id, id},
                                        m_topics[at].title + " needs " + id + ", which the path does not have."});
                    closed = false;
                } else if (std::ranges::find(m_needs[at], found->second) == m_needs[at].end()) {
                    m_needs[at].push_back(found->second);
                }
            }
        }
        return closed;
    }

    bool findCircle() {
        const auto circle = exchange::findCycle(m_needs);
        if (circle.empty()) {
            return false;
        }
        std::string line;
        for (const auto at : circle) {
            line += m_topics[at].title + " → ";
        }
        flaw(
            RemarkKind::circle, circle, "These topics need each other: " + line + m_topics[circle.front()].title + ".");
        return true;
    }

    void findOrder() {
        for (const auto at : exchange::orderByNeeds(m_needs)) {
            m_found.order.push_back(m_topics[at].id);
        }
        for (std::size_t at = 0; at < m_topics.size(); ++at) {
            for (const auto needed : m_needs[at]) {
                if (needed > at) {
                    flaw(
                        RemarkKind::order, {at, needed},
                        m_topics[at].title + " stands before " + m_topics[needed].title + ", which it needs.");
                }
            }
        }
    }

    // Topics are joined by what they need, whichever way round.
    void findApart() {
        std::vector<Numbers> joined(m_topics.size());
        for (std::size_t at = 0; at < m_topics.size(); ++at) {
            for (const auto needed : m_needs[at]) {
                joined[at].push_back(needed);
                joined[needed].push_back(at);
            }
        }
        std::vector<bool> seen(m_topics.size());
        for (std::size_t start = 0; start < m_topics.size(); ++start) {
            if (seen[start]) {
                continue;
            }
            seen[start] = true;
            Numbers piece{start};
            for (std::size_t next = 0; next < piece.size(); ++next) {
                for (const auto other : joined[piece[next]]) {
                    if (!seen[other]) {
                        seen[other] = true;
                        piece.push_back(other);
                    }
                }
            }
            if (start > 0) {
                std::ranges::sort(piece);
                flaw(
                    RemarkKind::apart, piece,
                    "Nothing joins " + base::joinNames(titles(piece)) + " to " + m_topics.front().title +
                        ", where the path starts.");
            }
        }
    }

    void findImplied() {
        const auto reached = reachable();
        for (std::size_t at = 0; at < m_topics.size(); ++at) {
            for (const auto needed : m_needs[at]) {
                const auto other =
                    std::ranges::find_if(m_needs[at], [&](std::size_t via) { return reached[via][needed]; });
                if (other != m_needs[at].end()) {
                    hint(
                        RemarkKind::implied, {at, needed, *other},
                        m_topics[at].title + " need not name " + m_topics[needed].title + ": " +
                            m_topics[*other].title + " needs it already.");
                }
            }
        }
    }

    // What each topic needs, in whatever way. Each asks only those that it names itself.
    std::vector<std::vector<bool>> reachable() const {
        std::vector<std::vector<bool>> reached(m_topics.size(), std::vector<bool>(m_topics.size()));
        for (const auto at : exchange::orderByNeeds(m_needs)) {
            for (const auto needed : m_needs[at]) {
                reached[at][needed] = true;
                for (std::size_t topic = 0; topic < reached.size(); ++topic) {
                    reached[at][topic] = reached[at][topic] || reached[needed][topic];
                }
            }
        }
        return reached;
    }

    void findUnpractised() {
        for (std::size_t at = 0; at < m_topics.size(); ++at) {
            if (m_topics[at].exercises.empty()) {
                hint(
                    RemarkKind::no_exercise, {at},
                    m_topics[at].title + " has no exercise, so that nothing shows whether it was learned.");
            }
        }
    }

    std::vector<std::string> titles(const Numbers& numbers) const {
        std::vector<std::string> list;
        std::ranges::transform(numbers, std::back_inserter(list), [&](auto at) { return m_topics[at].title; });
        return list;
    }

    Remark remark(RemarkKind kind, const Numbers& numbers, std::string message) const {
        Remark remark{kind, {}, std::move(message)};
        std::ranges::transform(numbers, std::back_inserter(remark.topics), [&](auto at) { return m_topics[at].id; });
        return remark;
    }

    static void add(std::vector<Remark>& list, Remark remark) {
        if (list.size() < kMostRemarks) {
            list.push_back(std::move(remark));
        }
    }

    void flaw(RemarkKind kind, const Numbers& numbers, std::string message) {
        add(m_found.flaws, remark(kind, numbers, std::move(message)));
    }

    void hint(RemarkKind kind, const Numbers& numbers, std::string message) {
        add(m_found.hints, remark(kind, numbers, std::move(message)));
    }

    const std::vector<PlannedTopic>& m_topics;
    std::unordered_map<std::string, std::size_t> m_number;
    exchange::Needs m_needs; // of prerequisites that are there, each once
    PlanCheck m_found;
};

} // namespace

PlanCheck check(const PathPlan& plan) {
    return Checker(plan).check();
}

bool prevents(RemarkKind kind) {
    switch (kind) {
    case RemarkKind::no_topics:
    case RemarkKind::same_id:
    case RemarkKind::unknown_prerequisite:
    case RemarkKind::circle:
    case RemarkKind::order:
        return true;
    case RemarkKind::apart:
    case RemarkKind::implied:
    case RemarkKind::no_exercise:
        return false;
    }
    return true;
}

} // namespace cairn::plan
