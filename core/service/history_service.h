#pragma once

#include "core/api/history.h"
#include "core/service/context.h"

namespace cairn::service {

class HistoryService : public api::History {
public:
    explicit HistoryService(Context& context)
        : m_context(context) {}

    api::Request entries(api::LogQuery query, api::Reply<std::vector<api::HistoryEntry>> reply) override;
    api::Request undo(api::Reply<api::UndoEntry> reply) override;
    api::Request redo(api::Reply<api::UndoEntry> reply) override;
    api::UndoState undoState() const override;
    api::Request
    verify(std::function<void(const base::ProgressStep&)> progress, api::Reply<api::VerifyReport> reply) override;
    api::Request
    rebuild(std::function<void(const base::ProgressStep&)> progress, api::Reply<std::int64_t> reply) override;

private:
    Context& m_context;
};

} // namespace cairn::service
