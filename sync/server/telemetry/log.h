#pragma once

#include <boost/json/object.hpp>

#include <memory>
#include <string_view>

namespace spdlog {
class logger;
}

namespace cairn::server {

// What the server has to say, a JSON object a line on standard error: "time", "level", "event" and what belongs to it.
// Neither passwords nor tokens nor what learners write. Thread-safe.
class Log {
public:
    // `level`: "debug", "info", "warning" or "error".
    explicit Log(std::string_view level);
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    void debug(std::string_view event, boost::json::object fields = {}) const;
    void info(std::string_view event, boost::json::object fields = {}) const;
    void warning(std::string_view event, boost::json::object fields = {}) const;
    void error(std::string_view event, boost::json::object fields = {}) const;

private:
    std::shared_ptr<spdlog::logger> m_logger;
};

} // namespace cairn::server
