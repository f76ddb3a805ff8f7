#include "core/service/import_service.h"

#include "core/exchange/exercism.h"
#include "core/service/sample_data.h"
#include "core/service/starter_paths.h"
#include "core/service/track_import.h"

#include <algorithm>

namespace cairn::service {

using base::ErrorCode;

namespace {

api::ImportReport reportOf(const exchange::Track& track, const TrackChanges& changes) {
    const auto& counts = track.counts;
    return {
        track.id,
        track.definition.title,
        counts.concepts,
        counts.conceptExercises,
        counts.practiceExercises,
        counts.prerequisites,
        counts.skipped,
        changes.added,
        changes.updated,
        changes.retired,
        track.warnings};
}

} // namespace

ImportService::ImportService(Context& context, const std::filesystem::path& starterPaths)
    : m_context(context)
    , m_starterPaths(starterPathsIn(starterPaths)) {}

const api::StarterPath* ImportService::starterAt(const std::filesystem::path& folder) const {
    const auto found = std::ranges::find_if(m_starterPaths, [&](const api::StarterPath& starter) {
        std::error_code trouble;
        return std::filesystem::equivalent(starter.folder, folder, trouble);
    });
    return found == m_starterPaths.end() ? nullptr : &*found;
}

api::Request
ImportService::exercism(std::filesystem::path folder, api::OnProgress progress, api::Reply<api::ImportReport> reply) {
    return m_context.command<api::ImportReport>(
        std::move(reply),
        [this, folder = std::move(folder)](
            store::Store&, Reading& reading, const base::Progress& handed) -> base::Expected<api::ImportReport> {
            auto track = exchange::readExercismTrack(folder, handed);
            if (!track) {
                return std::unexpected(track.error());
            }
            if (const auto* starter = starterAt(folder)) {
                *track = asStarter(std::move(*track), *starter);
            }
            const auto changes = changesFor(*track, reading.views);
            std::vector<store::Entry> entries;
            entries.reserve(changes.drafts.size());
            for (const auto& draft : changes.drafts) {
                entries.push_back({draft, m_context.now()});
            }
            if (!entries.empty()) {
                if (auto appended = m_context.append(entries, {}, handed); !appended) {
                    return std::unexpected(appended.error());
                }
            }
            return reportOf(*track, changes);
        },
        std::move(progress));
}

api::Request ImportService::addSample(api::OnProgress progress, api::Reply<api::ImportReport> reply) {
    return m_context.command<api::ImportReport>(
        std::move(reply),
        [this](store::Store&, Reading&, const base::Progress& handed) -> base::Expected<api::ImportReport> {
            if (m_context.facts().sample) {
                return base::fail(ErrorCode::Refused, "the sample data are there already");
            }
            if (m_starterPaths.empty()) {
                return base::fail(ErrorCode::NotFound, "the starter paths that come with Cairn were not found");
            }
            const auto& starter = m_starterPaths.front();
            auto track = exchange::readExercismTrack(starter.folder, handed);
            if (!track) {
                return std::unexpected(track.error());
            }
            const auto sample = sampleTrack(asStarter(std::move(*track), starter));
            const auto now = m_context.now();
            if (auto appended = m_context.append(sampleWork(sample, now, m_context.utcOffset(now)), {}, handed);
                !appended) {
                return std::unexpected(appended.error());
            }
            TrackChanges changes;
            changes.added = static_cast<std::int64_t>(sample.topics.size() + sample.tasks.size());
            return reportOf(sample, changes);
        },
        std::move(progress));
}

api::Request ImportService::removeSample(api::Reply<bool> reply) {
    return m_context.command<bool>(
        std::move(reply), [this](store::Store& store, Reading&, const base::Progress&) -> base::Expected<bool> {
            if (!m_context.facts().sample) {
                return base::fail(ErrorCode::Refused, "there are no sample data");
            }
            if (auto erased = store.eraseStream(store::kSampleStream); !erased) {
                return std::unexpected(erased.error());
            }
            m_context.forgetUndo();
            m_context.everythingChanged();
            return true;
        });
}

} // namespace cairn::service
