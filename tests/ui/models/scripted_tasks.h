#pragma once

#include "core/api/tasks.h"

#include <QCoreApplication>
#include <QObject>

#include <algorithm>
#include <functional>

namespace cairn::test {

// Answers from rows that a test holds in its hands, later, as a profile does: from the event loop.
class ScriptedTasks : public api::Tasks {
public:
    std::vector<api::TaskRow> rows; // in the order of the list, and of the timeline
    std::vector<api::TimelineSection> sections;
    std::optional<base::Error> failure; // of the next list
    std::vector<api::TaskFilter> asked;

    static api::TaskRow row(const std::string& id, api::TaskState state = api::TaskState::available) {
        api::TaskRow row;
        row.id = id;
        row.title = "Task " + id;
        row.state = state;
        return row;
    }

    void fill(int count) {
        rows.clear();
        for (int i = 0; i < count; ++i) {
            rows.push_back(row(std::to_string(i)));
        }
    }

    api::Request list(api::TaskFilter filter, api::Reply<api::TaskPage> reply) override {
        asked.push_back(filter);
        if (failure) {
            return later([reply, error = *std::exchange(failure, {})] { reply(std::unexpected(error)); });
        }
        api::TaskPage page;
        page.total = static_cast<std::int64_t>(rows.size());
        page.done = std::ranges::count_if(rows, [](const api::TaskRow& each) { return each.completedAt.has_value(); });
        page.sections = filter.byDay ? sections : std::vector<api::TimelineSection>();
        const auto first = std::min(filter.offset, page.total);
        const auto last = std::min(first + filter.limit, page.total);
        page.rows.assign(rows.begin() + first, rows.begin() + last);
        return later([reply, page] { reply(page); });
    }

    api::Request facets(std::string, api::Reply<api::TaskFacets>) override { return {}; }

    api::Request detail(std::string, api::Reply<api::TaskDetail>) override { return {}; }

    api::Request resolve(std::string, api::Reply<std::string>) override { return {}; }

    api::Request add(api::NewTask, api::Reply<api::Done>) override { return {}; }

    api::Request edit(std::string, events::TaskEdited, api::Reply<api::Done>) override { return {}; }

    api::Request schedule(std::vector<std::string>, std::optional<std::int64_t>, api::Reply<api::Done>) override {
        return {};
    }

    api::Request act(api::TaskAction, std::vector<std::string>, std::string, api::Reply<api::Done>) override {
        return {};
    }

private:
    api::Request later(std::function<void()> answer) {
        auto shared = std::make_shared<api::Request::Shared>();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [shared, answer] {
                if (!shared->forgotten) {
                    answer();
                }
            },
            Qt::QueuedConnection);
        return api::Request(shared);
    }
};

} // namespace cairn::test
