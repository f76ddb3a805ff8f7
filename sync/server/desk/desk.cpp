#include "sync/server/desk/desk.h"

#include "core/service/open_profile.h"
#include "core/state/subject.h"
#include "sync/wire/packing.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <optional>
#include <stdexcept>

namespace cairn::server {

namespace {
constexpr std::chrono::seconds kPatience{20};
}

// The connection between a desk and the hub, which is none: what one side says the other hears.
class Desk::Line : public Peer, public std::enable_shared_from_this<Desk::Line> {
public:
    explicit Line(Desk& desk)
        : m_session(std::make_unique<replica::ProfileSession>(
              *desk.m_profile, desk.m_clock.now, engine::ClientSession::Settings{desk.m_token, state::kFoldVersion},
              [this, &desk](const engine::Out& out, const engine::ClientStatus& status) {
                  for (const auto& frame : out.frames) {
                      m_listener->heard(frame, false, [] {});
                  }
                  const std::lock_guard lock(desk.m_mutex);
                  if (desk.m_line.get() != this) {
                      return; // the next one has not looked yet what there is to send
                  }
                  desk.m_status = status;
                  desk.m_ended = desk.m_ended || out.close;
                  desk.m_told.notify_all();
              })) {}

    void open(Hub& hub) {
        const std::lock_guard lock(m_mutex); // the hub may say something at once: it comes after the hello
        m_listener = hub.meetOwn(shared_from_this());
        m_session->open();
    }

    // Nothing is said or heard any more.
    void end() {
        m_session.reset();
        if (m_listener) {
            m_listener->closed();
            m_listener.reset(); // it knows this line
        }
    }

    void wrote() { m_session->wrote(); }

    void send(std::string bytes, bool binary) override {
        const std::lock_guard lock(m_mutex);
        if (m_closed) {
            return;
        }
        if (binary) {
            if (auto unpacked = wire::unpack(bytes)) {
                m_session->heard(std::move(*unpacked));
            }
        } else {
            m_session->heard(std::move(bytes));
        }
    }

    void close() override {}

    // The hub may go on with this line for a moment: it hears nothing more.
    void cut() {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }

    const std::string& address() const override {
        static const std::string kHere = "desk";
        return kHere;
    }

private:
    std::unique_ptr<Listener> m_listener{};
    std::unique_ptr<replica::ProfileSession> m_session{};
    std::mutex m_mutex;
    bool m_closed = false;
};

Desk::Desk(
    const std::filesystem::path& folder, events::KeyRing keys, const std::string& token, Hub& hub, base::Clock clock)
    : m_hub(hub)
    , m_token(token)
    , m_clock(std::move(clock)) {
    // Answers come on the profile's threads: whoever asked waits there for them.
    auto opened = service::openProfile(
        folder, {.keys = std::move(keys)}, m_clock, [](const std::function<void()>& answer) { answer(); });
    if (!opened) {
        throw std::runtime_error(folder.string() + ": " + opened.error().message);
    }
    m_profile = std::move(*opened);
    m_subscription = m_profile->subscribe([this](const api::Change&) {
        const std::lock_guard lock(m_mutex);
        if (m_line) {
            m_line->wrote();
        }
    });
    connect(0);
}

Desk::~Desk() {
    m_subscription = {};
    std::shared_ptr<Line> line;
    {
        const std::lock_guard lock(m_mutex);
        line = std::move(m_line);
    }
    line->cut();
    barrier();
    line->end();
}

// Unless somebody else has connected since `seen`: two at a time would make two lines, of which one is nobody's.
void Desk::connect(std::int64_t seen) {
    const std::lock_guard one(m_connecting);
    std::shared_ptr<Line> old;
    {
        const std::lock_guard lock(m_mutex);
        if (m_lines != seen) {
            return;
        }
        old = std::exchange(m_line, nullptr);
        m_status = {};
        m_ended = false;
    }
    if (old) {
        old->cut();
        barrier(); // its last words
        old->end();
    }
    const auto line = std::make_shared<Line>(*this);
    {
        const std::lock_guard lock(m_mutex);
        m_line = line; // before it looks what there is to send: nothing is written unnoticed
        ++m_lines;
    }
    line->open(m_hub);
}

void Desk::connectAgain() {
    std::int64_t seen = 0;
    {
        const std::lock_guard lock(m_mutex);
        seen = m_lines;
    }
    connect(seen);
}

// After all that was posted to the profile's thread before.
void Desk::barrier() {
    std::promise<void> passed;
    m_profile->onStore([&passed](store::Store&) -> service::Exchanged {
        passed.set_value();
        return {};
    });
    passed.get_future().wait();
}

base::Expected<store::FoldedProfile> Desk::folded() {
    std::promise<base::Expected<store::FoldedProfile>> answer;
    m_profile->onStore([&answer](store::Store& store) -> service::Exchanged {
        const auto ahead = store.showsAhead();
        answer.set_value(
            !ahead   ? std::unexpected(ahead.error())
            : *ahead ? base::fail(base::ErrorCode::Refused, "the events are not here yet")
                     : store.folded());
        return {};
    });
    return answer.get_future().get();
}

bool Desk::has(const std::vector<events::EventRef>& events) {
    return onStore<bool>([&](store::Store& store, service::Exchanged&) {
        return std::ranges::all_of(
            events, [&](const events::EventRef& ref) { return ref.seq == 0 || store.log().written(ref).has_value(); });
    });
}

bool Desk::waitFor(const std::function<bool(const engine::ClientStatus&)>& reached) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < end) {
        std::optional<std::int64_t> ended; // the line that has
        {
            std::unique_lock lock(m_mutex);
            m_told.wait_until(lock, end, [&] { return m_ended || reached(m_status); });
            if (reached(m_status)) {
                return true;
            }
            ended = m_ended ? std::optional(m_lines) : std::nullopt;
        }
        if (ended) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            connect(*ended);
        }
    }
    return false;
}

bool Desk::catchUp() {
    m_hub.settle();
    barrier();
    return waitFor([](const engine::ClientStatus& status) { return status.caughtUp; });
}

bool Desk::settle() {
    barrier();
    return waitFor([](const engine::ClientStatus& status) {
        return status.phase == engine::ClientPhase::live && status.unsent == 0;
    });
}

} // namespace cairn::server
