#include "core/service/context.h"

#include "core/store/migrations.h"
#include "core/store/trusted_keys.h"

#include <algorithm>

namespace cairn::service {

namespace {
constexpr std::size_t kNamedSubjects = 100;
}

Context::Context(
    const std::filesystem::path& folder, std::unique_ptr<store::Store> store, events::KeyRing keys, base::Clock clock,
    api::Deliver deliver)
    : m_folder(folder)
    , m_store(std::move(store))
    , m_readConnection(std::make_unique<store::Database>(store::Store::databaseFile(folder), store::Access::read))
    , m_reading(std::make_unique<Reading>(*m_readConnection))
    , m_keys(std::move(keys))
    , m_clock(std::move(clock))
    , m_deliver(std::move(deliver))
    , m_computing(std::make_unique<Worker>())
    , m_asking(std::make_unique<Worker>())
    , m_writing(std::make_unique<Worker>()) {
    if (auto current = store::requireCurrent(*m_readConnection); !current) {
        throw store::Abandon{current.error()};
    }
    if (m_store) {
        m_writerReading = std::make_unique<Reading>(m_store->database());
    }
    readFacts(*m_reading);
}

Context::~Context() {
    {
        // What can be stopped is stopped, and has then changed nothing; commands that were given are carried out.
        const std::lock_guard lock(m_mutex);
        for (const auto& request : m_requests) {
            if (const auto shared = request.lock()) {
                shared->stop.request_stop();
            }
        }
    }
    // Each of them posts to the next.
    m_asking.reset();
    m_computing.reset();
    m_writing.reset();
}

events::KeyRing Context::keys(Reading& reading) const {
    return store::withPinned(m_keys, reading.database);
}

std::shared_ptr<api::Request::Shared> Context::newRequest() {
    auto shared = std::make_shared<api::Request::Shared>();
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_requests, [](const auto& request) { return request.expired(); });
    m_requests.push_back(shared);
    return shared;
}

base::Progress Context::progressOf(
    const std::shared_ptr<api::Request::Shared>& shared, std::function<void(const base::ProgressStep&)> progress) {
    base::Progress handed;
    handed.stop = shared->stop.get_token();
    if (progress) {
        handed.report = [this, shared, progress = std::move(progress)](const base::ProgressStep& step) {
            m_deliver([shared, progress, step] {
                if (!shared->forgotten) {
                    progress(step);
                }
            });
        };
    }
    return handed;
}

base::Millis Context::startOf(base::Day day) const {
    // The offset at that midnight, found by way of the one near it.
    const auto near = base::startOfDay(day, utcOffset(now()));
    return base::startOfDay(day, utcOffset(near));
}

base::Expected<std::vector<events::Event>>
Context::append(const std::vector<store::Entry>& entries, api::UndoEntry undo, const base::Progress& progress) {
    auto appended = m_store->append(entries, progress);
    if (!appended) {
        return appended;
    }
    if (undo.command != api::Command::none) {
        Undoable undoable{std::move(undo), {}};
        for (const auto& event : *appended) {
            undoable.steps.push_back({event.subject, event.ref});
        }
        const std::lock_guard lock(m_mutex);
        m_undo.done(std::move(undoable));
    }
    changed(*appended);
    return appended;
}

base::Expected<std::vector<events::Event>>
Context::appendNow(const std::vector<events::Draft>& drafts, api::UndoEntry undo) {
    std::vector<store::Entry> entries;
    entries.reserve(drafts.size());
    for (const auto& draft : drafts) {
        entries.push_back({draft, now()});
    }
    return append(entries, std::move(undo));
}

base::Expected<api::UndoEntry> Context::undoOrRedo(bool redo) {
    std::vector<events::Draft> drafts;
    {
        const std::lock_guard lock(m_mutex);
        drafts = m_undo.drafts(redo);
    }
    if (drafts.empty()) {
        return base::fail(base::ErrorCode::Refused, redo ? "there is nothing to redo" : "there is nothing to undo");
    }
    std::vector<store::Entry> entries;
    entries.reserve(drafts.size());
    for (auto& draft : drafts) {
        entries.push_back({std::move(draft), now()});
    }
    auto appended = m_store->append(entries);
    if (!appended) {
        return std::unexpected(appended.error());
    }
    api::UndoEntry entry;
    {
        const std::lock_guard lock(m_mutex);
        entry = m_undo.confirm(redo, *appended);
    }
    changed(*appended);
    return entry;
}

void Context::changed(const std::vector<events::Event>& events) {
    api::Change change;
    change.undo = true;
    std::set<std::string> subjects;
    std::set<std::string> paths;
    for (const auto& event : events) {
        subjects.insert(event.subject);
    }
    std::vector<std::string> tasks;
    std::vector<std::string> topics;
    for (const auto& subject : subjects) {
        const auto kind = events::subjectKind(subject);
        const auto id = std::string(events::subjectId(subject));
        if (kind == "task") {
            change.tasks = true;
            tasks.push_back(id);
        } else if (kind == "topic") {
            change.paths = true;
            topics.push_back(id);
        } else if (kind == "path") {
            change.paths = change.tasks = true;
            paths.insert(id);
        } else if (kind == "content") {
            change.paths = change.tasks = true;
        } else if (kind == "connection") {
            change.connections = true;
        } else if (kind == "profile") {
            change.profile = true;
        } else if (kind == "proposal") {
            change.proposals = true;
        } else if (kind == "review") {
            change.reviews = true;
        }
    }
    auto& views = m_writerReading->views;
    paths.merge(views.pathsOf("task", tasks));
    paths.merge(views.pathsOf("topic", topics));
    if (subjects.size() <= kNamedSubjects) {
        change.subjects.assign(subjects.begin(), subjects.end());
    }
    m_reading->standings.forget(paths);
    m_writerReading->standings.forget(paths);
    if (change.profile || change.paths) {
        readFacts(*m_writerReading);
    }
    publish(change);
}

bool Context::exchange(std::function<Exchanged(store::Store&)> work) {
    if (readOnly()) {
        return false;
    }
    m_writing->post([this, work = std::move(work)] {
        // What the database throws is the caller's to catch: nothing but the telling is left here.
        const auto exchanged = work(*m_store);
        [[maybe_unused]] const bool told = store::guarded([&] {
                                               if (exchanged.renamed) {
                                                   forgetUndo(); // it names events as they were
                                               }
                                               if (exchanged.everything) {
                                                   everythingChanged();
                                               } else if (!exchanged.received.empty()) {
                                                   changed(exchanged.received);
                                               }
                                           }).has_value();
    });
    return true;
}

void Context::everythingChanged() {
    m_reading->standings.forgetAll();
    if (m_writerReading) {
        m_writerReading->standings.forgetAll();
        readFacts(*m_writerReading);
    }
    publish(
        {.tasks = true,
         .paths = true,
         .profile = true,
         .undo = true,
         .connections = true,
         .proposals = true,
         .reviews = true,
         .subjects = {}});
}

void Context::readFacts(Reading& reading) {
    auto profile = reading.views.find<state::Profile>("profile/self").value_or(state::Profile{});
    const auto paths = reading.views.paths();
    const bool sample = std::ranges::any_of(paths, [](const auto& path) {
        return path.first.starts_with(store::kSamplePrefix) && path.second.exists && !path.second.removed;
    });
    const std::lock_guard lock(m_mutex);
    m_facts = {std::move(profile.name), std::move(profile.preferences), sample};
}

ProfileFacts Context::facts() const {
    const std::lock_guard lock(m_mutex);
    return m_facts;
}

void Context::publish(const api::Change& change) {
    m_deliver([this, change, alive = std::weak_ptr(m_alive)] {
        if (alive.expired()) {
            return;
        }
        std::vector<std::shared_ptr<std::function<void(const api::Change&)>>> heard;
        {
            const std::lock_guard lock(m_mutex);
            std::erase_if(m_subscribers, [](const auto& subscriber) { return subscriber.expired(); });
            for (const auto& subscriber : m_subscribers) {
                heard.push_back(subscriber.lock());
            }
        }
        for (const auto& subscriber : heard) {
            // Another's reaction may have ended this one's interest.
            if (subscriber && subscriber.use_count() > 1) {
                (*subscriber)(change);
            }
        }
    });
}

api::Subscription Context::subscribe(std::function<void(const api::Change&)> heard) {
    auto token = std::make_shared<std::function<void(const api::Change&)>>(std::move(heard));
    const std::lock_guard lock(m_mutex);
    m_subscribers.push_back(token);
    return api::Subscription(token);
}

api::UndoState Context::undoState() const {
    const std::lock_guard lock(m_mutex);
    return m_undo.state();
}

void Context::forgetUndo() {
    const std::lock_guard lock(m_mutex);
    m_undo.clear();
}

} // namespace cairn::service
