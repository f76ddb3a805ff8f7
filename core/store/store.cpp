#include "core/store/store.h"

#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "core/store/admission.h"
#include "core/store/batch.h"
#include "core/store/durable_files.h"
#include "core/store/migrations.h"
#include "core/store/random_id.h"
#include "core/store/rebuild.h"
#include "core/store/trusted_keys.h"

#include <sodium.h>

#include <algorithm>

namespace cairn::store {

using base::ErrorCode;
using events::Event;
using soci::into;
using soci::use;

namespace {

constexpr std::int64_t kProgressEvery = 500;

// What one stream's events go on from.
struct Writer {
    std::string device;
    DeviceTail tail;
};

Writer writerOf(EventLog& log, const std::string& stream) {
    auto device = log.writer(stream);
    if (device.empty()) {
        device = randomId();
        log.setWriter(stream, device);
    }
    auto tail = log.tail(device).value_or(DeviceTail{});
    return {std::move(device), tail};
}

// Before anything is opened for writing, which would already change what is there.
void leaveNewerAlone(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        return;
    }
    base::Expected<void> allowed;
    try {
        Database database(file, Access::read);
        allowed = refuseNewer(database);
    } catch (const std::exception&) { // NOLINT(bugprone-empty-catch)
        // A first start that was cut short leaves a file that only a writer can put in order.
    }
    if (!allowed && allowed.error().code == ErrorCode::Unsupported) {
        throw Abandon{allowed.error()};
    }
}

} // namespace

std::string streamOf(const std::string& subject, const std::string& learner) {
    const auto id = events::subjectId(subject);
    const bool sample = id.starts_with(kSamplePrefix) || id.starts_with(std::string("task-") + kSamplePrefix) ||
                        id.starts_with(std::string("topic-") + kSamplePrefix);
    return sample ? kSampleStream : "learner/" + learner;
}

std::filesystem::path Store::databaseFile(const std::filesystem::path& folder) {
    return folder / "profile.db";
}

Store::Store(
    const std::filesystem::path& folder, std::unique_ptr<WriterLock> lock, events::KeyRing keys, Program program)
    : m_lock(std::move(lock))
    , m_database(databaseFile(folder), Access::write)
    , m_log(m_database)
    , m_projections(m_database)
    , m_keys(std::move(keys))
    , m_program(std::move(program)) {}

base::Expected<std::unique_ptr<Store>> Store::open(
    const std::filesystem::path& folder, events::KeyRing keys, const base::Progress& progress, Program program) {
    if (sodium_init() < 0) {
        return base::fail(ErrorCode::Io, "the operating system has no random numbers");
    }
    if (auto made = guarded([&] { makeFolder(folder); }); !made) {
        return std::unexpected(made.error());
    }
    auto lock = WriterLock::tryAcquire(folder / "writer.lock");
    if (!lock) {
        return std::unexpected(lock.error());
    }
    if (!*lock) {
        return base::fail(ErrorCode::ReadOnly, "another Cairn is writing this profile", folder.string());
    }
    auto store = guarded([&] {
        leaveNewerAlone(databaseFile(folder));
        auto opened = std::unique_ptr<Store>(new Store(folder, std::move(*lock), std::move(keys), std::move(program)));
        opened->prepare(folder, progress);
        return opened;
    });
    if (!store && store.error().place.empty()) {
        store.error().place = databaseFile(folder).string();
    }
    return store;
}

Store::~Store() {
    if (!m_ready) {
        return;
    }
    try {
        setMeta("clean", "1");
    } catch (const std::exception&) { // NOLINT(bugprone-empty-catch): the next start then checks once more
    }
}

void Store::prepare(const std::filesystem::path& folder, const base::Progress& progress) {
    if (auto migrated = migrate(m_database, folder / "backups"); !migrated) {
        throw Abandon{migrated.error()};
    }
    if (meta("clean") == "0") {
        checkAfterUncleanEnd();
        m_opened.recovered = true;
    }
    Transaction transaction(m_database);
    if (meta("learner").empty()) {
        setMeta("learner", randomId());
    }
    m_keys = withPinned(std::move(m_keys), m_database);
    if (const auto basis = foldBasis(m_keys, m_program); meta("fold") != basis) {
        foldAnew(m_keys, progress);
        setMeta("fold", basis);
    }
    setMeta("clean", "0");
    transaction.commit();
    m_ready = true;
}

void Store::checkAfterUncleanEnd() {
    const auto answer = m_database.text("PRAGMA quick_check(1)");
    if (answer != "ok") {
        throw Abandon{{ErrorCode::Corrupt, "the profile's database is damaged (" + answer + ")"}};
    }
    if (const auto forked = m_log.devicesWithoutTail(); !forked.empty()) {
        throw Abandon{{ErrorCode::Corrupt, "the log of device " + forked.front() + " does not end where it should"}};
    }
}

base::Expected<std::vector<Event>> Store::append(std::span<const Entry> entries, const base::Progress& progress) {
    return guarded([&] {
        Transaction transaction(m_database);
        const auto learner = meta("learner");
        Batch batch(
            m_log, m_projections, m_keys, m_program, store::showsAhead(m_database) ? Folding::onTop : Folding::whole);
        std::map<std::string, Writer> writers;
        std::vector<Event> appended;
        appended.reserve(entries.size());
        for (const auto& [draft, at] : entries) {
            const auto stream = streamOf(draft.subject, learner);
            const auto [found, added] = writers.try_emplace(stream);
            auto& [device, tail] = found->second;
            if (added) {
                found->second = writerOf(m_log, stream);
            }
            Event event;
            event.ref = {device, ++tail.seq};
            // Later than what its writer sees of the subject, also where this computer's clock is slow: or what was
            // written would be overtaken by it at once.
            const base::Hlc known{batch.latest(draft.subject).value + 1};
            event.hlc = tail.hlc = std::max(base::HybridClock(tail.hlc).tick(at), known);
            event.stream = stream;
            event.subject = draft.subject;
            event.type = draft.type;
            event.version = draft.version;
            event.payload = draft.payload;
            if (auto fits = admissible(event); !fits) {
                throw Abandon{fits.error()};
            }
            event.link = tail.link = events::linkAfter(tail.link, event);
            batch.add(event);
            appended.push_back(std::move(event));
            if (static_cast<std::int64_t>(appended.size()) % kProgressEvery == 0) {
                stopIfAsked(progress);
                progress({{}, static_cast<std::int64_t>(appended.size()), static_cast<std::int64_t>(entries.size())});
            }
        }
        batch.write();
        for (const auto& [stream, writer] : writers) {
            m_log.setTail(writer.device, writer.tail);
        }
        stopIfAsked(progress);
        transaction.commit();
        forgetWhatWasErased(batch);
        return appended;
    });
}

base::Expected<std::int64_t>
Store::receive(std::span<const Event> events, base::Millis now, const std::optional<StreamPlace>& place) {
    return guarded([&] {
        std::vector<const Event*> ordered;
        ordered.reserve(events.size());
        for (const auto& event : events) {
            if (auto fits = admissible(event); !fits) {
                throw Abandon{fits.error()};
            }
            ordered.push_back(&event);
        }
        std::ranges::sort(ordered, {}, [](const Event* event) -> const events::EventRef& { return event->ref; });
        Transaction transaction(m_database);
        const bool ahead = store::showsAhead(m_database);
        Batch batch(m_log, m_projections, m_keys, m_program, ahead ? Folding::later : Folding::whole);
        std::map<std::string, DeviceTail> tails;
        std::int64_t added = 0;
        if (place && goesBack(*place)) {
            // The server has another stream now, and says anew what it says of times.
            for (const auto& subject : m_log.forgetEffective(place->stream)) {
                batch.refold(subject);
            }
        }
        for (const auto* event : ordered) {
            const auto [found, first] = tails.try_emplace(event->ref.device);
            if (first) {
                found->second = m_log.tail(event->ref.device).value_or(DeviceTail{});
            }
            const auto before = found->second.seq;
            continueChain(batch, found->second, *event, place.has_value());
            added += found->second.seq - before;
        }
        batch.write();
        for (const auto& [device, tail] : tails) {
            m_log.setTail(device, tail);
        }
        hear(ordered, now);
        if (place) {
            m_database.sql() << "INSERT OR REPLACE INTO place (stream, cursor, mark) VALUES (:stream, :cursor, :mark)",
                use(place->stream), use(place->cursor), use(place->mark);
        }
        transaction.commit();
        forgetWhatWasErased(batch);
        return added;
    });
}

// Whether a stream was here up to a later place.
bool Store::goesBack(const StreamPlace& place) {
    long long cursor = 0;
    m_database.sql() << "SELECT cursor FROM place WHERE stream = :stream", use(place.stream), into(cursor);
    return cursor > place.cursor;
}

void Store::continueChain(Batch& batch, DeviceTail& tail, const Event& event, bool fromServer) {
    const auto refuse = [&](const char* why) {
        throw Abandon{
            {ErrorCode::Refused,
             "event " + event.ref.device + "/" + std::to_string(event.ref.seq) + " " + why + "; nothing was taken in"}};
    };
    if (event.ref.seq <= tail.seq) {
        if (const auto written = m_log.written(event.ref); !written || written->link != event.link) {
            refuse("is not the one of that number that is here");
        }
        if ((fromServer || event.effective) && m_log.setEffective(event.ref, event.effective)) {
            batch.refold(event.subject);
        }
        return;
    }
    if (event.ref.seq != tail.seq + 1 || event.link != events::linkAfter(tail.link, event)) {
        refuse("does not continue its device's log");
    }
    if (const auto last = m_log.written({event.ref.device, tail.seq}); last && last->stream != event.stream) {
        refuse("is of another stream than its device's log");
    }
    tail = {event.ref.seq, std::max(tail.hlc, event.hlc), event.link};
    batch.add(event);
}

void Store::hear(std::span<const Event* const> events, base::Millis now) {
    if (events.empty()) {
        return;
    }
    auto [device, tail] = writerOf(m_log, streamOf("", meta("learner")));
    base::HybridClock clock(tail.hlc);
    for (const auto* event : events) {
        clock.observe(event->hlc, now);
    }
    tail.hlc = clock.last();
    m_log.setTail(device, tail);
}

base::Expected<void> Store::eraseStream(const std::string& stream) {
    return guarded([&] {
        Transaction transaction(m_database);
        Batch batch(m_log, m_projections, m_keys, m_program);
        for (const auto& subject : m_log.eraseStream(stream)) {
            batch.refold(subject);
        }
        batch.write();
        transaction.commit();
        scrub();
    });
}

void Store::forgetWhatWasErased(const Batch& batch) {
    if (batch.erased()) {
        scrub();
    }
}

// Layouts of maps carry titles, and are made again when they are wanted; the journal has the pages as they were.
void Store::scrub() {
    try {
        m_database.run("DELETE FROM map_layout");
        m_database.run("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const std::exception&) { // NOLINT(bugprone-empty-catch): erased it is; the log goes when all close
    }
}

base::Expected<std::int64_t> Store::rebuild(const base::Progress& progress) {
    return guarded([&] {
        Transaction transaction(m_database);
        const auto folded = foldAnew(m_keys, progress);
        stopIfAsked(progress);
        transaction.commit();
        return folded;
    });
}

// From what is committed, in the caller's transaction.
std::int64_t Store::foldAnew(const events::KeyRing& keys, const base::Progress& progress) {
    const auto folded = foldEverything(m_database, m_projections, keys, progress, m_program);
    setShowsAhead(m_database, false);
    return folded;
}

std::string Store::meta(const std::string& key) {
    std::string value;
    m_database.sql() << "SELECT value FROM meta WHERE key = :key", use(key), into(value);
    return value;
}

void Store::setMeta(const std::string& key, const std::string& value) {
    m_database.sql() << "INSERT OR REPLACE INTO meta (key, value) VALUES (:key, :value)", use(key), use(value);
}

} // namespace cairn::store
