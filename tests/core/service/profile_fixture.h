#pragma once

#include "core/service/open_profile.h"

#include <QTemporaryDir>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace cairn::test {

// A real profile in a folder of its own, with a clock that stands still until it is told otherwise, and answers that
// are waited for.
class ProfileFixture {
public:
    // 2026-11-20 10:00 UTC.
    static constexpr base::Millis kMorning = 1'795'082'400'000;
    static constexpr base::Millis kHour = 3'600'000;
    static constexpr base::Millis kDay = 24 * kHour;

    ProfileFixture();

    base::Expected<std::unique_ptr<api::Profile>> open(bool readOnly = false);
    void reopen();

    api::Profile& operator*() { return *m_profile; }

    api::Profile* operator->() { return m_profile.get(); }

    service::LocalProfile& local() { return dynamic_cast<service::LocalProfile&>(*m_profile); }

    // Does something to its store, on the store's thread, as an exchange does.
    void onStore(std::function<service::Exchanged(store::Store&)> work);

    std::string folder() const { return m_folder.path().toStdString(); }

    base::Millis now = kMorning;
    int utcOffset = 0; // minutes

    // Waits for the answer to what `ask` asks: ask(reply) → api::Request.
    template<class T, class Ask> base::Expected<T> answer(Ask ask);

    // Shorthands of what most tests do.
    base::Expected<api::ImportReport> import(const std::string& folder);
    std::string importStarter(); // id of its path
    base::Expected<api::Done> act(api::TaskAction action, std::vector<std::string> ids, std::string remark = {});
    base::Expected<api::Done> add(const std::string& title);
    base::Expected<api::Done> plan(const std::string& id, std::optional<base::Millis> at);
    base::Expected<api::TaskPage> list(api::TaskFilter filter = {});
    api::TaskDetail task(const std::string& id);
    api::StatusView status(std::optional<base::Day> asOf = {});
    api::TodayView today();
    base::Expected<api::UndoEntry> undo();
    base::Expected<api::UndoEntry> redo();
    api::VerifyReport verify();

    // Delivers what is there, without waiting.
    void deliverAll();

private:
    struct Calls {
        std::mutex mutex;
        std::condition_variable arrived;
        std::deque<std::function<void()>> waiting;

        void post(std::function<void()> call);
        bool runOne(bool wait);
    };

    QTemporaryDir m_folder;
    Calls m_calls;
    std::unique_ptr<api::Profile> m_profile;
};

template<class T, class Ask> base::Expected<T> ProfileFixture::answer(Ask ask) {
    std::optional<base::Expected<T>> answered;
    const api::Request request = ask(api::Reply<T>([&](base::Expected<T> value) { answered = std::move(value); }));
    while (!answered) {
        m_calls.runOne(true);
    }
    return std::move(*answered);
}

} // namespace cairn::test
