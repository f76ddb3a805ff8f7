#pragma once

#include "app/cli/bench_link.h"
#include "sync/engine/client_session.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cairn::cli {

// The profile of a device that is measured: in memory, so that the server's work is what takes time.
class BenchReplica : public engine::Replica {
public:
    // Writes to a stream of its own.
    explicit BenchReplica(int number);

    // Notes of about as many bytes as the design's table has, one event each.
    void write(std::size_t count);

    std::int64_t received() const { return m_received; }

    std::size_t written() const { return m_lines.size(); }

    // Bytes of the events as they are sent, without the message around them.
    std::int64_t lineBytes() const { return m_lineBytes; }

    const std::vector<std::string>& lines() const { return m_lines; }

    base::Expected<std::vector<engine::ReplicaLog>> logs() override;
    base::Expected<std::vector<wire::StreamPlace>> places() override;
    base::Expected<std::optional<std::string>> link(const std::string& device, std::int64_t seq) override;
    base::Expected<std::vector<std::string>>
    read(const std::string& device, std::int64_t seq, std::size_t bytes) override;
    base::Expected<void>
    take(const wire::StreamPlace& place, const std::vector<events::Event>& events, base::Millis now) override;
    base::Expected<void> showAhead(const std::vector<std::string>& rows) override;
    base::Expected<void> caughtUp() override;
    base::Expected<void>
    trust(const std::string& server, const std::vector<events::AnnouncedKey>& keys, base::Millis now) override;
    base::Expected<void> leaveDevice(const std::string& device, std::int64_t seq) override;

private:
    std::string m_device;
    std::string m_stream;
    std::vector<std::string> m_lines{};
    std::vector<std::string> m_links{};
    events::Digest m_link{};
    base::HybridClock m_clock{};
    std::vector<wire::StreamPlace> m_places{};
    std::int64_t m_received = 0;
    std::int64_t m_lineBytes = 0;
};

// Such a device, connected.
class BenchDevice {
public:
    BenchDevice(BenchReplica& replica, std::uint16_t port, bool tls, const std::string& token);

    // Speaks until the session is where it is to be. Throws Failure where it ends instead.
    void talkUntil(const std::function<bool(const engine::ClientStatus&)>& reached);

    // What was written since goes out, and is confirmed.
    void push();

    std::int64_t sentBytes() const { return m_link.sentBytes(); }

private:
    void carryOut(const engine::Out& out);

    BenchLink m_link;
    engine::ClientSession m_session;
};

} // namespace cairn::cli
