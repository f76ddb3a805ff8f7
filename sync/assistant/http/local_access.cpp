#include "sync/assistant/http/local_access.h"

#include "sync/assistant/http/access_memory.h"
#include "sync/assistant/http/profile_door.h"
#include "sync/assistant/http/secret_text.h"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>

namespace cairn::assistant {

namespace {

class AccessAtPort : public api::LocalAccess {
public:
    AccessAtPort(
        api::Profile& profile, api::Deliver deliver, base::Clock clock, std::filesystem::path memory,
        std::string version)
        : m_profile(profile)
        , m_deliver(std::move(deliver))
        , m_clock(std::move(clock))
        , m_folder(std::move(memory))
        , m_version(std::move(version))
        , m_memory(rememberedAccess(m_folder)) {
        open();
    }

    api::LocalAccessState state() const override {
        return {m_memory.on,    m_memory.port, m_door ? m_door->address() : std::string(),
                m_memory.token, m_asked,       m_trouble};
    }

    void set(bool on, std::uint16_t port) override {
        const bool asItIs = on == m_memory.on && port == m_memory.port && !m_trouble;
        if (asItIs) {
            return;
        }
        m_memory.on = on;
        m_memory.port = port;
        m_asked.clear();
        renew();
    }

    void renewToken() override {
        m_memory.token = secretText();
        renew();
    }

    api::Subscription subscribe(std::function<void()> heard) override {
        auto token = std::make_shared<std::function<void()>>(std::move(heard));
        m_subscribers.push_back(token);
        return api::Subscription(token);
    }

private:
    void renew() {
        remember(m_memory, m_folder);
        open();
        tell();
    }

    void open() {
        m_door.reset(); // which frees the port
        m_trouble.reset();
        if (!m_memory.on) {
            return;
        }
        try {
            m_door = std::make_unique<ProfileDoor>(
                m_profile, m_deliver, DoorSettings{m_memory.port, m_memory.token, m_version},
                [this](const Client& client) { note(client); });
        } catch (const boost::system::system_error& trouble) {
            const bool taken = trouble.code() == boost::asio::error::address_in_use;
            m_trouble = base::Error{taken ? base::ErrorCode::Busy : base::ErrorCode::Io, trouble.what()};
        }
    }

    void note(const Client& client) {
        std::erase_if(m_asked, [&](const auto& each) { return each.name == client; });
        m_asked.insert(m_asked.begin(), {client, m_clock.now()});
        m_asked.resize(std::min(m_asked.size(), api::kLocalClients));
        tell();
    }

    void tell() {
        std::erase_if(m_subscribers, [](const auto& each) { return each.expired(); });
        const auto heard = m_subscribers;
        for (const auto& each : heard) {
            if (const auto subscriber = each.lock()) {
                (*subscriber)();
            }
        }
    }

    api::Profile& m_profile;
    api::Deliver m_deliver;
    base::Clock m_clock;
    std::filesystem::path m_folder;
    std::string m_version;
    AccessMemory m_memory;
    std::vector<api::LocalClient> m_asked{};
    std::optional<base::Error> m_trouble{};
    std::vector<std::weak_ptr<std::function<void()>>> m_subscribers{};
    std::unique_ptr<ProfileDoor> m_door{}; // last: it tells who asks
};

} // namespace

std::unique_ptr<api::LocalAccess> openLocalAccess(
    api::Profile& profile, api::Deliver deliver, base::Clock clock, const std::filesystem::path& memory,
    std::string version) {
    return std::make_unique<AccessAtPort>(profile, std::move(deliver), std::move(clock), memory, std::move(version));
}

} // namespace cairn::assistant
