#pragma once

#include "core/events/chain.h"
#include "core/events/receipt.h"
#include "core/store/store.h"

#include <QTemporaryDir>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

// Profiles and foreign devices for the tests of this folder.
namespace cairn::store::testing {

inline constexpr base::Millis kNow = 1'790'000'000'000;

template<class T> T must(base::Expected<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().message + " " + result.error().place);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

inline const events::SigningKey& serverKey() {
    static const auto key = events::SigningKey::fromSeed("server", {1});
    return key;
}

inline events::KeyRing trusted() {
    return {{serverKey().id(), serverKey().publicKey()}};
}

// A folder for one profile, which leaves with the test.
class ProfileFolder {
public:
    std::filesystem::path path() const { return std::filesystem::path(m_directory.path().toStdString()) / "profile"; }

    std::unique_ptr<Store> open() const { return must(Store::open(path(), trusted())); }

private:
    QTemporaryDir m_directory{};
};

// Another device, which writes a log of its own.
class Device {
public:
    explicit Device(std::string id, std::string stream = "learner/else")
        : m_id(std::move(id))
        , m_stream(std::move(stream)) {}

    const events::Event& add(const events::Draft& draft, base::Hlc hlc, bool receipt = false) {
        events::Event event;
        event.ref = {m_id, static_cast<std::int64_t>(m_log.size()) + 1};
        event.hlc = hlc;
        event.stream = m_stream;
        event.subject = draft.subject;
        event.type = draft.type;
        event.version = draft.version;
        event.payload = draft.payload;
        event.link = events::linkAfter(m_log.empty() ? events::Digest{} : m_log.back().link, event);
        if (receipt) {
            event.receipt = serverKey().sign(event);
        }
        return m_log.emplace_back(std::move(event));
    }

    const std::vector<events::Event>& log() const { return m_log; }

    const std::string& id() const { return m_id; }

    const std::string& stream() const { return m_stream; }

private:
    std::string m_id;
    std::string m_stream;
    std::vector<events::Event> m_log{};
};

inline Entry created(const std::string& id, const std::string& title, base::Millis at = kNow) {
    return {events::draft("task/" + id, events::TaskCreated{.title = title, .topics = {"loops", "text"}}), at};
}

inline Entry noted(const std::string& topic, const std::string& text, base::Millis at = kNow) {
    return {events::draft("topic/" + topic, events::TopicNoted{text}), at};
}

inline std::vector<events::Event> everything(Store& store) {
    std::vector<events::Event> all;
    auto cursor = store.log().byDevice();
    while (auto event = cursor.next()) {
        all.push_back(std::move(*event));
    }
    return all;
}

// Empty when all is well.
inline std::string troubles(Store& store) {
    std::string text;
    for (const auto& trouble : must(store.verify()).troubles) {
        text += trouble + '\n';
    }
    return text;
}

} // namespace cairn::store::testing
