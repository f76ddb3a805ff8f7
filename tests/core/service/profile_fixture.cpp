#include "tests/core/service/profile_fixture.h"

#include <future>
#include <stdexcept>

namespace cairn::test {

namespace {

// Of an answer that has to be there for the test to mean anything.
template<class T> T required(base::Expected<T> answer) {
    if (!answer) {
        throw std::runtime_error(answer.error().message);
    }
    return std::move(*answer);
}

} // namespace

void ProfileFixture::Calls::post(std::function<void()> call) {
    const std::lock_guard lock(mutex);
    waiting.push_back(std::move(call));
    arrived.notify_all();
}

bool ProfileFixture::Calls::runOne(bool wait) {
    std::function<void()> call;
    {
        std::unique_lock lock(mutex);
        if (wait) {
            arrived.wait(lock, [&] { return !waiting.empty(); });
        }
        if (waiting.empty()) {
            return false;
        }
        call = std::move(waiting.front());
        waiting.pop_front();
    }
    call();
    return true;
}

ProfileFixture::ProfileFixture()
    : m_profile(required(open())) {}

base::Expected<std::unique_ptr<api::Profile>> ProfileFixture::open(bool readOnly) {
    return service::openProfile(
        folder(), {.readOnly = readOnly, .starterPaths = CAIRN_SOURCE_DIR "/resources/paths"},
        {[this] { return now; }, [this](base::Millis) { return utcOffset; }},
        [this](std::function<void()> call) { m_calls.post(std::move(call)); });
}

void ProfileFixture::reopen() {
    m_profile.reset();
    m_profile = required(open());
}

void ProfileFixture::onStore(std::function<service::Exchanged(store::Store&)> work) {
    std::promise<void> done;
    local().onStore([&](store::Store& store) {
        auto exchanged = work(store);
        done.set_value();
        return exchanged;
    });
    done.get_future().wait();
    verify(); // behind what the exchange tells
    deliverAll();
}

void ProfileFixture::deliverAll() {
    while (m_calls.runOne(false)) {
    }
}

base::Expected<api::ImportReport> ProfileFixture::import(const std::string& folder) {
    return answer<api::ImportReport>(
        [&](auto reply) { return m_profile->imports().exercism(folder, {}, std::move(reply)); });
}

std::string ProfileFixture::importStarter() {
    return required(import(m_profile->imports().starterPaths().at(0).folder.string())).path;
}

base::Expected<api::Done>
ProfileFixture::act(api::TaskAction action, std::vector<std::string> ids, std::string remark) {
    return answer<api::Done>([&](auto reply) {
        return m_profile->tasks().act(action, std::move(ids), std::move(remark), std::move(reply));
    });
}

base::Expected<api::Done> ProfileFixture::add(const std::string& title) {
    return answer<api::Done>([&](auto reply) {
        api::NewTask task;
        task.title = title;
        return m_profile->tasks().add(std::move(task), std::move(reply));
    });
}

base::Expected<api::Done> ProfileFixture::plan(const std::string& id, std::optional<base::Millis> at) {
    return answer<api::Done>([&](auto reply) { return m_profile->tasks().schedule({id}, at, std::move(reply)); });
}

base::Expected<api::TaskPage> ProfileFixture::list(api::TaskFilter filter) {
    return answer<api::TaskPage>(
        [&](auto reply) { return m_profile->tasks().list(std::move(filter), std::move(reply)); });
}

api::TaskDetail ProfileFixture::task(const std::string& id) {
    return required(
        answer<api::TaskDetail>([&](auto reply) { return m_profile->tasks().detail(id, std::move(reply)); }));
}

api::StatusView ProfileFixture::status(std::optional<base::Day> asOf) {
    return required(
        answer<api::StatusView>([&](auto reply) { return m_profile->progress().status(asOf, std::move(reply)); }));
}

api::TodayView ProfileFixture::today() {
    return required(answer<api::TodayView>([&](auto reply) { return m_profile->progress().today(std::move(reply)); }));
}

base::Expected<api::UndoEntry> ProfileFixture::undo() {
    return answer<api::UndoEntry>([&](auto reply) { return m_profile->history().undo(std::move(reply)); });
}

base::Expected<api::UndoEntry> ProfileFixture::redo() {
    return answer<api::UndoEntry>([&](auto reply) { return m_profile->history().redo(std::move(reply)); });
}

api::VerifyReport ProfileFixture::verify() {
    return required(
        answer<api::VerifyReport>([&](auto reply) { return m_profile->history().verify({}, std::move(reply)); }));
}

} // namespace cairn::test
