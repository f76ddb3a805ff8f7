#pragma once

#include "app/cli/output.h"
#include "app/cli/waiting.h"
#include "core/base/clock.h"
#include "core/service/local_profile.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace cairn::cli {

// What a command works with: the profile, which is opened when it is first asked for, and where its answer goes.
class Session {
public:
    // `toWrite`: a profile that another process writes is of no use.
    Session(std::filesystem::path home, bool toWrite, base::Clock clock, Output& output);

    Output& output() { return m_output; }

    const base::Clock& clock() const { return m_clock; }

    const std::filesystem::path& home() const { return m_home; }

    // Throws Failure when the profile cannot be opened, or cannot be written and has to be. Commands first make sense
    // of what was typed, so that a slip of the finger opens nothing.
    service::LocalProfile& profile();

    // The same, and the place of the writer stays free for as long as it is open: for what runs for hours beside a
    // window.
    service::LocalProfile& profileBeside();

    // The thread that this runs on waits with Session::ask(), and what delivers to it uses this.
    api::Deliver deliver() { return m_waiting.deliver(); }

    // Waits until `reached`, and lets what is delivered be heard meanwhile. False when the person asked to stop, or
    // `patience` has passed.
    bool waitUntil(const std::function<bool()>& reached, std::optional<std::chrono::milliseconds> patience) {
        return m_waiting.until(reached, patience);
    }

    // Asks the profile and waits. Throws Failure.
    template<class T> T ask(const std::function<api::Request(api::Reply<T>)>& question) {
        auto answer = m_waiting.answer<T>(question);
        m_output.endProgress();
        return answer;
    }

    // Shows how far long work has come.
    std::function<void(const base::ProgressStep&)> progress();

    // The day that this computer's clock shows at `at`.
    base::Day localDay(base::Millis at) const;

    // Noon of a day: when a task is planned that somebody means to do on that day.
    base::Millis noonOf(base::Day day) const;

private:
    void open(bool readOnly);

    std::filesystem::path m_home;
    bool m_toWrite;
    base::Clock m_clock;
    Output& m_output;
    Waiting m_waiting; // before the profile, which delivers to it as long as it lives
    std::unique_ptr<service::LocalProfile> m_profile;
};

} // namespace cairn::cli
