#pragma once

#include "core/service/local_profile.h"
#include "core/store/store.h"
#include "sync/engine/replica.h"
#include "sync/wire/frame.h"

#include <utility>

namespace cairn::replica {

// The store of a profile as a session sees it. On the store's thread.
class StoreReplica : public engine::Replica {
public:
    explicit StoreReplica(store::Store& store)
        : m_store(store) {}

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

    // What was done to the store since this was last asked.
    service::Exchanged takeExchanged() { return std::exchange(m_exchanged, {}); }

private:
    store::Store& m_store;
    service::Exchanged m_exchanged{};
};

} // namespace cairn::replica
