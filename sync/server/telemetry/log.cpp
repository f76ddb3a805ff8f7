#include "sync/server/telemetry/log.h"

#include "core/base/calendar.h"

#include <boost/json/serialize.hpp>

#include <chrono>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace cairn::server {

namespace {

void write(
    spdlog::logger& logger, spdlog::level::level_enum level, std::string_view event, boost::json::object fields) {
    using namespace std::chrono;
    if (!logger.should_log(level)) {
        return;
    }
    const auto now = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    boost::json::object line{
        {"time", base::formatInstant(now)},
        {"level", boost::json::string(spdlog::level::to_string_view(level).data())},
        {"event", event}};
    for (auto& field : fields) {
        line[field.key()] = std::move(field.value());
    }
    logger.log(level, boost::json::serialize(line));
}

} // namespace

Log::Log(std::string_view level)
    : m_logger(std::make_shared<spdlog::logger>("cairnd", std::make_shared<spdlog::sinks::stderr_sink_mt>())) {
    m_logger->set_pattern("%v");
    m_logger->set_level(spdlog::level::from_str(std::string(level)));
    m_logger->flush_on(spdlog::level::info);
}

Log::~Log() = default;

void Log::debug(std::string_view event, boost::json::object fields) const {
    write(*m_logger, spdlog::level::debug, event, std::move(fields));
}

void Log::info(std::string_view event, boost::json::object fields) const {
    write(*m_logger, spdlog::level::info, event, std::move(fields));
}

void Log::warning(std::string_view event, boost::json::object fields) const {
    write(*m_logger, spdlog::level::warn, event, std::move(fields));
}

void Log::error(std::string_view event, boost::json::object fields) const {
    write(*m_logger, spdlog::level::err, event, std::move(fields));
}

} // namespace cairn::server
