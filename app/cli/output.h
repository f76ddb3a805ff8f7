#pragma once

#include "core/base/error.h"
#include "core/base/hybrid_clock.h"
#include "core/base/progress.h"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace cairn::cli {

// What the program says: answers on standard output, in one piece at the end; errors and progress on standard error.
class Output {
public:
    explicit Output(bool json);

    bool json() const { return m_json; }

    // Adds a line for people.
    void line(std::string_view text);

    // Adds a value, as one line.
    void value(const boost::json::value& value);

    // How far long work has come: one line that is written over, on a terminal, for people.
    void progress(const base::ProgressStep& step);
    void endProgress();

    // A line beside the answer, for people.
    void remark(std::string_view text);

    // `code` as in core/base/error.h, or "usage". `at`: when it happened.
    void error(std::string_view code, const base::Error& error, base::Millis at);

    // Writes the answer. False when it could not be written; a reader that has gone away did not want it.
    bool flush();

private:
    bool m_json;
    bool m_showsProgress;
    bool m_hasProgress = false;
    std::string m_answer;
};

// `text` with what would steer a terminal made visible: titles come from other people's files. Line breaks and tabs
// become spaces.
std::string oneLine(std::string_view text);

// The same for text of several lines, which keeps its line breaks.
std::string manyLines(std::string_view text);

} // namespace cairn::cli
