#include "core/service/history_service.h"

#include "core/service/history_entries.h"
#include "core/store/verify.h"

#include <algorithm>

namespace cairn::service {

namespace {

constexpr std::int64_t kMostEntries = 10'000;

base::Expected<api::VerifyReport> reportFrom(base::Expected<store::VerifyReport> found) {
    if (!found) {
        return std::unexpected(found.error());
    }
    return api::VerifyReport{
        found->events, found->devices, found->subjects, found->receipts, std::move(found->troubles)};
}

} // namespace

api::Request HistoryService::entries(api::LogQuery query, api::Reply<std::vector<api::HistoryEntry>> reply) {
    return m_context.ask<std::vector<api::HistoryEntry>>(
        std::move(reply),
        [query = std::move(query)](Reading& reading) -> base::Expected<std::vector<api::HistoryEntry>> {
            const auto limit = std::clamp<std::int64_t>(query.limit, 0, kMostEntries);
            return historyEntries(reading, reading.log.newest({query.subject, query.before, limit}));
        });
}

api::Request HistoryService::undo(api::Reply<api::UndoEntry> reply) {
    return m_context.command<api::UndoEntry>(std::move(reply), [this](store::Store&, Reading&, const base::Progress&) {
        return m_context.undoOrRedo(false);
    });
}

api::Request HistoryService::redo(api::Reply<api::UndoEntry> reply) {
    return m_context.command<api::UndoEntry>(std::move(reply), [this](store::Store&, Reading&, const base::Progress&) {
        return m_context.undoOrRedo(true);
    });
}

api::UndoState HistoryService::undoState() const {
    return m_context.undoState();
}

api::Request
HistoryService::verify(std::function<void(const base::ProgressStep&)> progress, api::Reply<api::VerifyReport> reply) {
    if (m_context.readOnly()) {
        return m_context.ask<api::VerifyReport>(
            std::move(reply), [this](Reading& reading) -> base::Expected<api::VerifyReport> {
                return reportFrom(store::verifyCopy(reading.database, m_context.keys(reading), {}));
            });
    }
    return m_context.command<api::VerifyReport>(
        std::move(reply),
        [](store::Store& store, Reading&, const base::Progress& handed) -> base::Expected<api::VerifyReport> {
            return reportFrom(store.verify(handed));
        },
        std::move(progress));
}

api::Request
HistoryService::rebuild(std::function<void(const base::ProgressStep&)> progress, api::Reply<std::int64_t> reply) {
    return m_context.command<std::int64_t>(
        std::move(reply),
        [this](store::Store& store, Reading&, const base::Progress& handed) {
            auto folded = store.rebuild(handed);
            m_context.everythingChanged();
            return folded;
        },
        std::move(progress));
}

} // namespace cairn::service
