#include "core/store/rebuild.h"

#include "core/events/event_codec.h"
#include "core/store/event_log.h"

#include <sodium.h>

#include <filesystem>
#include <future>
#include <optional>
#include <utility>
#include <vector>

namespace cairn::store {

namespace {

constexpr std::int64_t kBatch = 4000; // events

struct Folded {
    std::string subject;
    Snapshot snapshot;
    std::string encoded;
};

struct FoldedBatch {
    std::vector<Folded> subjects;
    std::int64_t events = 0;
};

// Reads the log and folds its subjects, some at a time.
class SubjectFolder {
public:
    SubjectFolder(const std::filesystem::path& file, const events::KeyRing& keys, const Program& program)
        : m_database(file, Access::read)
        , m_cursor(EventLog(m_database).bySubject())
        , m_keys(keys)
        , m_program(program)
        , m_next(m_cursor.next()) {}

    // The next subjects that have kBatch events together or somewhat more; none at the end of the log.
    FoldedBatch next() {
        FoldedBatch batch;
        while (m_next && batch.events < kBatch) {
            m_ordered.clear();
            do {
                m_ordered.push_back(std::move(*m_next));
                m_next = m_cursor.next();
            } while (m_next && m_next->subject == m_ordered.front().subject);
            batch.events += static_cast<std::int64_t>(m_ordered.size());
            batch.subjects.push_back(fold());
        }
        return batch;
    }

private:
    Folded fold() {
        const auto subject = m_ordered.front().subject;
        const auto position = m_ordered.back().position();
        auto state = foldAs(m_program, subject, m_ordered, m_keys);
        auto encoded = state::encodeSubject(state);
        return {subject, {position, std::move(state)}, std::move(encoded)};
    }

    Database m_database;
    EventCursor m_cursor;
    const events::KeyRing& m_keys;
    const Program& m_program;
    std::optional<events::Event> m_next;
    std::vector<events::Event> m_ordered{};
};

} // namespace

void stopIfAsked(const base::Progress& progress) {
    if (progress.stopped()) {
        throw Abandon{{base::ErrorCode::Cancelled, "stopped; nothing was changed"}};
    }
}

state::Subject foldAs(
    const Program& program, const std::string& subject, std::vector<events::Event>& ordered,
    const events::KeyRing& keys) {
    std::erase_if(ordered, [&](const events::Event& event) { return program.unheardOf.contains(event.type); });
    return state::foldSubject(events::subjectKind(subject), ordered, keys);
}

std::int64_t foldEverything(
    Database& database, Projections& projections, const events::KeyRing& keys, const base::Progress& progress,
    const Program& program) {
    const auto total = EventLog(database).count();
    projections.clear();
    SubjectFolder folder(database.file(), keys, program);
    const auto fold = [&] { return std::async(std::launch::async, [&] { return folder.next(); }); };
    std::int64_t done = 0;
    projections.withoutIndexes([&] {
        for (auto next = fold(); true;) {
            const auto batch = next.get();
            if (batch.subjects.empty()) {
                return;
            }
            next = fold();
            for (const auto& folded : batch.subjects) {
                projections.write(folded.subject, folded.snapshot, folded.encoded, {});
            }
            done += batch.events;
            stopIfAsked(progress);
            progress({"rebuild", done, total});
        }
    });
    return done;
}

std::string foldBasis(const events::KeyRing& keys, const Program& program) {
    auto basis = std::to_string(program.fold);
    if (keys.empty()) {
        return basis;
    }
    std::string ring;
    for (const auto& [id, key] : keys) {
        ring += id + ' ' + events::toHex(key) + '\n';
    }
    events::Digest digest{};
    crypto_generichash(
        digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(ring.data()), ring.size(), nullptr, 0);
    return basis + ' ' + events::toHex(digest);
}

} // namespace cairn::store
