#pragma once

#include "sync/engine/server_log.h"

namespace cairn::test {

// A log that does what another does, and is to be made to do otherwise in something.
class PassingLog : public engine::ServerLog {
public:
    explicit PassingLog(engine::ServerLog& log)
        : m_log(log) {}

    std::optional<wire::DeviceLog> end(const std::string& device) override { return m_log.end(device); }

    std::optional<std::string> link(const std::string& device, std::int64_t seq) override {
        return m_log.link(device, seq);
    }

    std::vector<std::string> links(const std::string& device, std::int64_t from, std::size_t most) override {
        return m_log.links(device, from, most);
    }

    std::int64_t end(const wire::StreamPlace& stream) override { return m_log.end(stream); }

    engine::StreamPart
    read(const wire::StreamPlace& after, std::size_t bytes, const std::map<std::string, std::int64_t>& skip) override {
        return m_log.read(after, bytes, skip);
    }

    std::vector<std::string> streams(const std::string& account) override { return m_log.streams(account); }

    std::optional<std::string> owner(const std::string& stream) override { return m_log.owner(stream); }

    std::string mark(const wire::StreamPlace& place) override { return m_log.mark(place); }

    std::optional<engine::KeptSnapshot> snapshot(const std::string& account, std::int64_t fold) override {
        return m_log.snapshot(account, fold);
    }

    std::vector<std::string> rows(const engine::KeptSnapshot& snapshot, std::int64_t part) override {
        return m_log.rows(snapshot, part);
    }

    std::vector<engine::Stored> append(const std::vector<engine::Batch>& batches) override {
        return m_log.append(batches);
    }

    void erase(const std::string& account) override { m_log.erase(account); }

private:
    engine::ServerLog& m_log;
};

} // namespace cairn::test
