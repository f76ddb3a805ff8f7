#pragma once

#include "core/api/progress.h"
#include "core/events/receipt.h"
#include "core/service/context.h"

#include <mutex>
#include <string>
#include <vector>

namespace cairn::service {

class ProgressService : public api::Progress {
public:
    explicit ProgressService(Context& context)
        : m_context(context) {}

    api::Request today(api::Reply<api::TodayView> reply) override;
    api::Request status(std::optional<base::Day> asOf, api::Reply<api::StatusView> reply) override;
    api::Request connections(api::Reply<std::vector<api::Connection>> reply) override;
    api::Request proof(std::vector<events::AnnouncedKey> keys, api::Reply<std::string> reply); // see LocalProfile
    void dismissNext(std::string task) override;

private:
    base::Expected<api::TodayView> todayOf(Reading& reading);
    base::Expected<api::StatusView> statusNow(Reading& reading);
    base::Expected<api::StatusView> statusAt(Reading& reading, base::Day day);
    std::vector<api::TaskRow> due(Reading& reading, base::Millis endOfToday);
    std::optional<api::NextStep> next(Reading& reading, const std::string& path, base::Millis endOfToday);

    Context& m_context;
    std::mutex m_mutex;
    std::vector<std::string> m_dismissed; // guarded by m_mutex
};

} // namespace cairn::service
