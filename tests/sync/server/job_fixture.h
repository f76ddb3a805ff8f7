#pragma once

#include "sync/server/database/schema.h"
#include "sync/server/jobs/job_store.h"

#include <atomic>
#include <memory>

namespace cairn::test {

// A database with nothing but its tables, jobs in it, and a time of its own.
struct JobFixture {
    static constexpr base::Millis kLease = 60'000;

    explicit JobFixture(server::OpenDatabase openDatabase)
        : open(std::move(openDatabase))
        , database(open())
        , store(*database) {
        server::migrate(*database);
    }

    std::string enqueue(const server::JobDraft& draft) {
        server::Transaction transaction(*database);
        auto id = server::enqueue(*database, draft, now);
        transaction.commit();
        return id;
    }

    std::optional<server::Job> claim() { return store.claim("q", now, kLease); }

    std::int64_t count(server::JobState state) {
        std::int64_t all = 0;
        for (const auto& count : store.counts()) {
            all += count.state == state ? count.count : 0;
        }
        return all;
    }

    // The one number that a query finds.
    std::int64_t number(const std::string& query) {
        long long found = 0;
        database->sql() << query, soci::into(found);
        return found;
    }

    std::atomic<base::Millis> now = 1'057'056'757'123;
    server::OpenDatabase open;
    std::unique_ptr<server::Database> database;
    server::JobStore store;
};

} // namespace cairn::test
