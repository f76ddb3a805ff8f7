#pragma once

#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "core/service/local_profile.h"
#include "tests/core/store/profile_folder.h"

#include <functional>
#include <string>
#include <vector>

namespace cairn::test {

// A server that a profile trusts, and that says things about its tasks and connections: signed, and taken in as an
// exchange takes them in.
class SigningServer {
public:
    static constexpr const char* kName = "https://cairn.example.org";

    // How work gets to the profile's store, and is waited for.
    using OnStore = std::function<void(std::function<service::Exchanged(store::Store&)>)>;

    SigningServer(OnStore onStore, base::Millis now)
        : m_onStore(std::move(onStore)) {
        m_onStore([this, now](store::Store& store) -> service::Exchanged {
            store::testing::must(store.trust(kName, {{key().id(), events::toHex(key().publicKey()), {}, {}}}, now));
            m_stream = store::testing::must(store.devices()).front().stream;
            return {};
        });
    }

    static const events::SigningKey& key() {
        static const auto key = events::SigningKey::fromSeed("k1", {1});
        return key;
    }

    template<class Payload> void say(const std::string& subject, const Payload& payload, base::Millis at) {
        const auto made = events::draft(subject, payload);
        events::Event event;
        event.ref = {"server", ++m_said};
        event.hlc = base::Hlc::at(at);
        event.stream = m_stream;
        event.subject = made.subject;
        event.type = made.type;
        event.version = made.version;
        event.payload = made.payload;
        event.link = m_link = events::linkAfter(m_link, event);
        event.receipt = key().sign(event);
        m_onStore([&event, at](store::Store& store) -> service::Exchanged {
            store::testing::must(store.receive(std::vector{event}, at));
            return {.received = {event}};
        });
    }

private:
    OnStore m_onStore;
    std::int64_t m_said = 0;
    std::string m_stream{};
    events::Digest m_link{};
};

} // namespace cairn::test
