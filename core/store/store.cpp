#include "core/store/store.h"

#include "core/events/canonical_json.h"
#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "core/store/batch.h"
#include "core/store/migrations.h"

#include <sodium.h>

#include <algorithm>

namespace cairn::store {

using base::ErrorCode;
using events::Event;
using soci::into;
using soci::use;

namespace {

constexpr std::int64_t kProgressEvery = 500;

// 16 random bytes: ids of devices and learners need no order and no secrecy.
std::string randomId() {
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return events::toHex(bytes);
}

void stopIfAsked(const base::Progress& progress) {
    if (progress.stopped()) {
        throw Abandon{{ErrorCode::Cancelled, "stopped; nothing was changed"}};
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

Store::Store(const std::filesystem::path& folder, std::unique_ptr<WriterLock> lock, events::KeyRing keys)
    : m_lock(std::move(lock))
    , m_database(databaseFile(folder), Access::write)
    , m_log(m_database)
    , m_projections(m_database)
    , m_keys(std::move(keys)) {}

base::Expected<std::unique_ptr<Store>>
Store::open(const std::filesystem::path& folder, events::KeyRing keys, const base::Progress& progress) {
    if (sodium_init() < 0) {
        return base::fail(ErrorCode::Io, "the operating system has no random numbers");
    }
    std::error_code trouble;
    std::filesystem::create_directories(folder, trouble);
    if (trouble) {
        return base::fail(ErrorCode::Io, "the profile's folder cannot be made: " + trouble.message(), folder.string());
    }
    auto lock = WriterLock::tryAcquire(folder / "writer.lock");
    if (!lock) {
        return std::unexpected(lock.error());
    }
    if (!*lock) {
        return base::fail(ErrorCode::ReadOnly, "another Cairn is writing this profile", folder.string());
    }
    auto store = guarded([&] {
        auto opened = std::unique_ptr<Store>(new Store(folder, std::move(*lock), std::move(keys)));
        opened->prepare(folder, progress);
        return opened;
    });
    if (!store && store.error().place.empty()) {
        store.error().place = databaseFile(folder).string();
    }
    return store;
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
    if (meta("fold") != std::to_string(state::kFoldVersion)) {
        foldEverything(progress);
        setMeta("fold", std::to_string(state::kFoldVersion));
    }
    setMeta("clean", "0");
    transaction.commit();
}

Store::~Store() {
    try {
        setMeta("clean", "1");
    } catch (const std::exception&) { // NOLINT(bugprone-empty-catch): the next start then checks once more
    }
}

void Store::checkAfterUncleanEnd() {
    const auto answer = m_database.text("PRAGMA integrity_check(1)");
    if (answer != "ok") {
        throw Abandon{{ErrorCode::Corrupt, "the profile's database is damaged (" + answer + ")"}};
    }
    // A tail that does not fit its log would fork the chain with the next event.
    const auto forked = m_database.text("SELECT device.device FROM device LEFT JOIN event USING (device, seq) "
                                        "WHERE event.link IS NULL OR event.link <> device.link LIMIT 1");
    if (!forked.empty()) {
        throw Abandon{{ErrorCode::Corrupt, "the log of device " + forked + " does not end where it should"}};
    }
}

base::Expected<std::vector<Event>> Store::append(std::span<const Entry> entries, const base::Progress& progress) {
    return guarded([&] {
        Transaction transaction(m_database);
        const auto learner = meta("learner");
        Batch batch(m_log, m_projections, m_keys);
        struct Writer {
            std::string device;
            DeviceTail tail;
        };
        std::map<std::string, Writer> writers;
        std::vector<Event> appended;
        appended.reserve(entries.size());
        for (const auto& [draft, at] : entries) {
            const auto stream = streamOf(draft.subject, learner);
            const auto [found, added] = writers.try_emplace(stream);
            auto& [device, tail] = found->second;
            if (added) {
                device = m_log.writer(stream);
                if (device.empty()) {
                    device = randomId();
                    m_log.setWriter(stream, device);
                }
                tail = m_log.tail(device).value_or(DeviceTail{});
            }
            Event event;
            event.ref = {device, ++tail.seq};
            event.hlc = tail.hlc = base::HybridClock(tail.hlc).tick(at);
            event.stream = stream;
            event.subject = draft.subject;
            event.type = draft.type;
            event.version = draft.version;
            event.payload = draft.payload;
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
        return appended;
    });
}

base::Expected<std::int64_t> Store::receive(std::span<const Event> events, base::Millis now) {
    return guarded([&] {
        std::vector<const Event*> ordered;
        for (const auto& event : events) {
            ordered.push_back(&event);
        }
        std::ranges::sort(ordered, {}, [](const Event* event) { return event->ref; });
        Transaction transaction(m_database);
        Batch batch(m_log, m_projections, m_keys);
        std::map<std::string, DeviceTail> tails;
        std::int64_t added = 0;
        for (const auto* event : ordered) {
            const auto [found, first] = tails.try_emplace(event->ref.device);
            auto& tail = found->second;
            if (first) {
                tail = m_log.tail(event->ref.device).value_or(DeviceTail{});
            }
            if (event->ref.seq <= tail.seq) {
                continue;
            }
            if (event->ref.seq != tail.seq + 1 || event->link != events::linkAfter(tail.link, *event)) {
                throw Abandon{
                    {ErrorCode::Refused, "event " + event->ref.device + "/" + std::to_string(event->ref.seq) +
                                             " does not continue its device's log; nothing was taken in"}};
            }
            tail = {event->ref.seq, std::max(tail.hlc, event->hlc), event->link};
            batch.add(*event);
            ++added;
        }
        batch.write();
        for (const auto& [device, tail] : tails) {
            m_log.setTail(device, tail);
        }
        // What happens here next comes after what was heard.
        const auto own = m_log.writer(streamOf("", meta("learner")));
        if (auto tail = own.empty() ? std::nullopt : m_log.tail(own)) {
            base::HybridClock clock(tail->hlc);
            for (const auto* event : ordered) {
                clock.observe(event->hlc, now);
            }
            tail->hlc = clock.last();
            m_log.setTail(own, *tail);
        }
        transaction.commit();
        return added;
    });
}

base::Expected<void> Store::eraseStream(const std::string& stream) {
    return guarded([&] {
        Transaction transaction(m_database);
        Batch batch(m_log, m_projections, m_keys);
        for (const auto& subject : m_log.eraseStream(stream)) {
            batch.refold(subject);
        }
        batch.write();
        transaction.commit();
    });
}

base::Expected<std::int64_t> Store::rebuild(const base::Progress& progress) {
    return guarded([&] {
        Transaction transaction(m_database);
        const auto folded = foldEverything(progress);
        transaction.commit();
        return folded;
    });
}

std::int64_t Store::foldEverything(const base::Progress& progress) {
    const auto total = m_log.count();
    m_projections.clear();
    std::int64_t folded = 0;
    std::vector<Event> ordered;
    const auto flush = [&] {
        if (ordered.empty()) {
            return;
        }
        const auto& subject = ordered.front().subject;
        m_projections.write(
            subject, {ordered.back().position(), state::foldSubject(events::subjectKind(subject), ordered, m_keys)});
        ordered.clear();
    };
    m_log.bySubject(std::nullopt, [&](const Event& event) {
        if (!ordered.empty() && ordered.front().subject != event.subject) {
            flush();
        }
        ordered.push_back(event);
        if (++folded % kProgressEvery == 0) {
            stopIfAsked(progress);
            progress({"rebuild", folded, total});
        }
        return true;
    });
    flush();
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
