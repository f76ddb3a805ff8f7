#pragma once

#include "core/api/tasks.h"
#include "core/base/progress.h"

#include <optional>
#include <string>
#include <vector>

namespace cairn::api {

// What a command was, so that a page can name it ("Undo: complete 3 tasks") in the learner's language.
BOOST_DEFINE_ENUM_CLASS(
    Command, none, add, edit, schedule, start, complete, claim, skip, remove, unlock, note, remove_path, save_path,
    accept, dismiss, review, stop_reviews, resume_reviews)

struct UndoEntry {
    Command command = Command::none; // none: there is nothing
    std::int64_t count = 0;
    std::string title; // of the subject when it is one
};

struct UndoState {
    UndoEntry undo;
    UndoEntry redo;
};

struct LogQuery {
    std::string subject; // "task/abc", empty for all
    std::int64_t limit = 200;
    std::optional<base::Hlc> before; // older than this
};

struct VerifyReport {
    std::int64_t events = 0;
    std::int64_t devices = 0;
    std::int64_t subjects = 0;
    std::int64_t receipts = 0;
    std::vector<std::string> troubles; // a sentence each; empty when all is well
};

class History {
public:
    virtual ~History() = default;

    // Newest first.
    virtual Request entries(LogQuery query, Reply<std::vector<HistoryEntry>> reply) = 0;

    // The commands of this run of the program, last first.
    virtual Request undo(Reply<UndoEntry> reply) = 0;
    virtual Request redo(Reply<UndoEntry> reply) = 0;
    virtual UndoState undoState() const = 0;

    // Chains, receipts, and whether the projections are what a rebuild would make.
    virtual Request verify(std::function<void(const base::ProgressStep&)> progress, Reply<VerifyReport> reply) = 0;

    // Makes the projections anew; answers with how many events were folded.
    virtual Request rebuild(std::function<void(const base::ProgressStep&)> progress, Reply<std::int64_t> reply) = 0;
};

} // namespace cairn::api
