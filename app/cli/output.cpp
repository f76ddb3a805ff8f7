#include "app/cli/output.h"

#include "app/cli/platform.h"
#include "core/base/calendar.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <cerrno>
#include <cstdio>
#include <random>

namespace cairn::cli {

namespace {

std::string shown(std::string_view text, bool keepsLines) {
    std::string safe;
    safe.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte == '\n' && keepsLines) {
            safe += '\n';
        } else if (byte == '\n' || byte == '\t') {
            safe += ' ';
        } else if (byte < 0x20 || byte == 0x7f) {
            safe += "\xef\xbf\xbd"; // U+FFFD
        } else if (byte == 0xc2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xa0) {
            safe += "\xef\xbf\xbd"; // U+0080-U+009F steer terminals too
            ++at;
        } else {
            safe += text[at];
        }
    }
    return safe;
}

// Enough to find one run's error in a log of many; no secret.
std::string requestId() {
    std::random_device random;
    char text[17];
    std::snprintf(text, sizeof text, "%08x%08x", random(), random());
    return text;
}

void say(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

} // namespace

Output::Output(bool json)
    : m_json(json)
    , m_showsProgress(!json && isTerminal(Stream::Err)) {}

void Output::line(std::string_view text) {
    m_answer += text;
    m_answer += '\n';
}

void Output::value(const boost::json::value& value) {
    line(boost::json::serialize(value));
}

void Output::progress(const base::ProgressStep& step) {
    if (!m_showsProgress) {
        return;
    }
    std::string text = step.doing.empty() ? "working" : oneLine(step.doing);
    text += " " + std::to_string(step.done);
    if (step.total > 0) {
        text += " of " + std::to_string(step.total);
    }
    text.resize(std::min(text.size(), terminalWidth() - 1));
    say("\r" + text + "\x1b[K");
    m_hasProgress = true;
}

void Output::endProgress() {
    if (m_hasProgress) {
        say("\r\x1b[K");
        m_hasProgress = false;
    }
}

void Output::remark(std::string_view text) {
    if (!m_json) {
        endProgress();
        say(std::string(text) + "\n");
    }
}

void Output::error(std::string_view code, const base::Error& error, base::Millis at) {
    endProgress();
    if (!m_json) {
        say("cairnctl: " + (error.place.empty() ? "" : oneLine(error.place) + ": ") + manyLines(error.message) + "\n");
        return;
    }
    const boost::json::object body{
        {"code", code},
        {"message", error.message},
        {"details", {{"place", error.place}}},
        {"timestamp", base::formatInstant(at)},
        {"requestId", requestId()},
    };
    say(boost::json::serialize(boost::json::object{{"error", body}}) + "\n");
}

bool Output::flush() {
    endProgress();
    errno = 0;
    const bool written = std::fwrite(m_answer.data(), 1, m_answer.size(), stdout) == m_answer.size();
    const bool through = std::fflush(stdout) == 0;
    m_answer.clear();
    return (written && through) || errno == EPIPE;
}

std::string oneLine(std::string_view text) {
    return shown(text, false);
}

std::string manyLines(std::string_view text) {
    return shown(text, true);
}

} // namespace cairn::cli
