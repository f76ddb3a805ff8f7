#include "sync/server/hub/hub.h"

#include "sync/wire/packing.h"

#include <future>

namespace cairn::server {

// A device's connection, as the hub listens to it.
class Hub::Visitor : public Listener {
public:
    Visitor(Hub& hub, Key key, std::shared_ptr<Peer> peer)
        : m_hub(hub)
        , m_key(key)
        , m_peer(std::move(peer)) {}

    void heard(std::string bytes, bool binary, std::function<void()> done) override {
        // What costs time and needs no one else is done here, on the connection's thread.
        if (binary) {
            auto unpacked = wire::unpack(bytes);
            if (!unpacked) {
                m_peer->send(wire::encodeFrame(wire::End{wire::EndCode::malformed, unpacked.error().message}), false);
                m_peer->close();
                return;
            }
            bytes = std::move(*unpacked);
        }
        m_hub.post([hub = &m_hub, key = m_key, size = bytes.size(), frame = engine::ServerSession::read(bytes),
                    done = std::move(done)]() mutable { hub->hear({key, size, std::move(frame), std::move(done)}); });
    }

    void closed() override {
        m_hub.post([hub = &m_hub, key = m_key] { hub->leave(key); });
    }

private:
    Hub& m_hub;
    Key m_key;
    std::shared_ptr<Peer> m_peer;
};

Hub::Hub(std::unique_ptr<engine::ServerLog> log, Settings settings)
    : m_log(std::move(log))
    , m_settings(std::move(settings))
    , m_thread([this] { run(); }) {}

Hub::~Hub() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

std::unique_ptr<Listener> Hub::meet(std::shared_ptr<Peer> peer, bool limited) {
    Key key = 0;
    {
        const std::lock_guard lock(m_mutex);
        key = ++m_lastKey;
    }
    auto visitor = std::make_unique<Visitor>(*this, key, peer);
    post([this, key, limited, peer = std::move(peer)]() mutable {
        auto settings = m_settings.session;
        if (limited) {
            settings.room = [this](const std::string& account) {
                const auto found = m_ofAccount.find(account);
                return found == m_ofAccount.end() || found->second.size() < m_settings.perAccount;
            };
        }
        m_seats.try_emplace(key, Seat{std::move(peer), engine::ServerSession(*m_log, std::move(settings))});
        m_counts.sessions = static_cast<std::int64_t>(m_seats.size());
    });
    return visitor;
}

void Hub::write(Writing writing) {
    post([this, writing = std::move(writing)]() mutable { compose(writing); });
}

void Hub::compose(Writing& writing) {
    try {
        auto batch = writing.compose();
        if (!batch) {
            writing.answer(std::unexpected(batch.error()));
            return;
        }
        m_pending.senders.push_back({0, std::move(writing.answer)});
        m_pending.batches.push_back(std::move(*batch));
    } catch (const std::exception& trouble) {
        ++m_counts.troubles;
        m_settings.trouble(std::string("an event of this server was not composed: ") + trouble.what());
        writing.answer(base::fail(base::ErrorCode::Io, trouble.what()));
    }
}

void Hub::greetAgain() {
    post([this] {
        commit();
        for (const auto key : everyone()) {
            dismiss(key, {wire::EndCode::busy, "the server has news: come again"});
        }
    });
}

void Hub::lookAgain() {
    post([this] {
        for (const auto key : everyone()) {
            ask(key, [](engine::ServerSession& session) { return session.tick(); });
        }
    });
}

void Hub::dropStrangers() {
    post([this] {
        const auto late = std::chrono::steady_clock::now() - m_settings.hello;
        for (const auto key : everyone()) {
            if (const auto& seat = m_seats.at(key); seat.account.empty() && seat.since < late) {
                dismiss(key, {wire::EndCode::busy, "no hello"});
            }
        }
    });
}

base::Expected<void> Hub::erase(const std::string& account) {
    std::promise<base::Expected<void>> answer;
    post([this, &account, &answer] {
        commit();
        const auto found = m_ofAccount.find(account);
        for (const auto key : found == m_ofAccount.end() ? std::set<Key>() : found->second) {
            dismiss(key);
        }
        try {
            m_log->erase(account);
            answer.set_value({});
        } catch (const std::exception& trouble) {
            ++m_counts.troubles;
            answer.set_value(
                base::fail(base::ErrorCode::Io, std::string("streams were not erased: ") + trouble.what()));
        }
    });
    return answer.get_future().get();
}

void Hub::settle() {
    std::promise<void> settled;
    post([this, &settled] {
        commit();
        settled.set_value();
    });
    settled.get_future().wait();
}

void Hub::post(Item item) {
    {
        const std::lock_guard lock(m_mutex);
        m_inbox.push_back(std::move(item));
    }
    m_wake.notify_one();
}

void Hub::hear(Heard heard) {
    m_pending.bytes += heard.bytes;
    ask(heard.key,
        [&](engine::ServerSession& session) { return session.heard(std::move(heard.frame), m_settings.now()); });
    if (const auto found = m_seats.find(heard.key); found != m_seats.end() && found->second.account.empty()) {
        found->second.account = found->second.session.account();
        if (!found->second.account.empty()) {
            m_ofAccount[found->second.account].insert(heard.key);
        }
    }
    heard.done();
    if (m_pending.bytes > kCommitBytes) {
        commit();
    }
}

// What a session wants done now. One that the log fails is over: its device comes again.
void Hub::ask(Key key, const std::function<engine::ServerOut(engine::ServerSession&)>& question) {
    const auto found = m_seats.find(key);
    if (found == m_seats.end()) {
        return;
    }
    try {
        carryOut(key, question(found->second.session));
    } catch (const std::exception& trouble) {
        ++m_counts.troubles;
        m_settings.trouble(std::string("the log was not read: ") + trouble.what());
        dismiss(key);
    }
}

void Hub::dismiss(Key key, const wire::End& why) {
    if (const auto found = m_seats.find(key); found != m_seats.end()) {
        found->second.peer->send(wire::encodeFrame(why), false);
        found->second.peer->close();
        leave(key);
    }
}

void Hub::leave(Key key) {
    const auto found = m_seats.find(key);
    if (found == m_seats.end()) {
        return;
    }
    if (const auto others = m_ofAccount.find(found->second.account); others != m_ofAccount.end()) {
        others->second.erase(key);
        if (others->second.empty()) {
            m_ofAccount.erase(others);
        }
    }
    m_seats.erase(found);
    m_counts.sessions = static_cast<std::int64_t>(m_seats.size());
}

void Hub::carryOut(Key key, engine::ServerOut out) {
    const auto& peer = m_seats.at(key).peer;
    for (auto& frame : out.frames) {
        auto packed = wire::pack(std::move(frame));
        ++m_counts.frames;
        peer->send(std::move(packed.bytes), packed.binary);
    }
    for (auto& batch : out.batches) {
        m_pending.senders.push_back({key});
        m_pending.batches.push_back(std::move(batch));
    }
    if (out.close) {
        peer->close();
    }
}

void Hub::commit() {
    auto pending = std::exchange(m_pending, {});
    if (pending.batches.empty()) {
        return;
    }
    std::vector<engine::Stored> stored;
    try {
        stored = m_log->append(pending.batches);
        ++m_counts.commits;
    } catch (const std::exception& trouble) {
        // Nothing of it was stored and nothing confirmed: the devices come again with it.
        ++m_counts.troubles;
        m_settings.trouble(std::string("the log was not written: ") + trouble.what());
        for (auto& sender : pending.senders) {
            if (sender.answer) {
                sender.answer(base::fail(base::ErrorCode::Io, trouble.what()));
            } else {
                dismiss(sender.key);
            }
        }
        return;
    }
    std::map<std::string, std::set<std::string>> grown; // streams by account
    for (std::size_t at = 0; at < stored.size(); ++at) {
        const auto& batch = pending.batches[at];
        if (stored[at].reject) {
            ++m_counts.rejects;
        } else {
            m_counts.events += static_cast<std::int64_t>(batch.events.size());
            grown[batch.account].insert(batch.stream);
        }
        answer(pending.senders[at], stored[at]);
    }
    tellOthers(grown);
}

void Hub::answer(Sender& sender, const engine::Stored& stored) {
    if (sender.answer) {
        sender.answer(stored);
    } else {
        ask(sender.key, [&](engine::ServerSession& session) { return session.stored(stored); });
    }
}

void Hub::tellOthers(const std::map<std::string, std::set<std::string>>& grown) {
    for (const auto& [account, streams] : grown) {
        const auto found = m_ofAccount.find(account);
        const auto keys = found == m_ofAccount.end() ? std::set<Key>() : found->second;
        for (const auto key : keys) {
            ask(key, [&](engine::ServerSession& session) { return session.grown({streams.begin(), streams.end()}); });
        }
    }
}

std::vector<Hub::Key> Hub::everyone() const {
    std::vector<Key> all;
    all.reserve(m_seats.size());
    for (const auto& [key, seat] : m_seats) {
        all.push_back(key);
    }
    return all;
}

void Hub::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_ending || !m_inbox.empty(); });
        if (m_inbox.empty()) {
            return;
        }
        auto items = std::exchange(m_inbox, {});
        lock.unlock();
        for (auto& item : items) {
            item();
            item = nullptr;
        }
        commit();
        lock.lock();
    }
}

} // namespace cairn::server
