#include "sync/assistant/http/profile_door.h"
#include "sync/assistant/http/sessions.h"
#include "sync/mcp/http.h"
#include "sync/mcp/json.h"
#include "tests/core/service/profile_fixture.h"

#include <QTest>

#include <boost/json/serialize.hpp>
#include <boost/system/system_error.hpp>

#include <future>
#include <mutex>
#include <vector>

using namespace cairn;
using namespace cairn::assistant;
using test::ProfileFixture;
namespace json = boost::json;

namespace {

// A profile behind a port, and what knocks there.
class Room {
public:
    explicit Room(const std::string& token = {})
        : reading(std::move(*writer.open(true)))
        , door(
              *reading,
              [this](std::function<void()> call) {
                  const std::lock_guard lock(mutex);
                  calls.push_back(std::move(call));
              },
              {.token = token, .version = "1.0"}, [this](const Client& client) { asked = client; }) {}

    // Lets what came through the door be heard.
    void deliver() {
        std::vector<std::function<void()>> now;
        {
            const std::lock_guard lock(mutex);
            now.swap(calls);
        }
        for (const auto& call : now) {
            call();
        }
    }

    // Whether a message has come through the door, and waits to be heard.
    bool hasCalls() {
        const std::lock_guard lock(mutex);
        return !calls.empty();
    }

    using Headers = std::vector<std::pair<std::string, std::string>>;

    std::future<mcp::HttpResponse> send(const std::string& body, Headers headers = {}, const char* how = "POST") const {
        headers.emplace_back("Content-Type", "application/json");
        return std::async(std::launch::async, [request = mcp::HttpRequest{how, door.address(), headers, body}] {
            return mcp::exchange(request, {}, std::size_t{1} << 20U).value_or(mcp::HttpResponse());
        });
    }

    mcp::HttpResponse wait(std::future<mcp::HttpResponse> answer) {
        while (answer.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
            deliver();
            writer.deliverAll();
        }
        return answer.get();
    }

    mcp::HttpResponse ask(int id, const std::string& method, json::object params = {}, Headers headers = {}) {
        const json::object message{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}};
        return wait(send(json::serialize(message), std::move(headers)));
    }

    // The session of a client that calls itself so.
    std::string begin(const std::string& name) {
        return ask(1, "initialize",
                   {{"protocolVersion", "2025-11-25"},
                    {"capabilities", json::object()},
                    {"clientInfo", json::object{{"name", name}, {"version", "1"}}}})
            .header("mcp-session-id");
    }

    ProfileFixture writer;
    std::mutex mutex;
    std::vector<std::function<void()>> calls; // guarded by the mutex
    std::string asked;
    std::unique_ptr<api::Profile> reading;
    ProfileDoor door;
};

Room::Headers in(const std::string& session) {
    return {{"Mcp-Session-Id", session}, {"MCP-Protocol-Version", "2025-11-25"}};
}

} // namespace

class ProfileDoorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void everySessionProposesInItsOwnName() {
        Room room;
        const auto first = room.begin("first");
        const auto second = room.begin("second");
        QVERIFY(!first.empty() && !second.empty() && first != second);
        const auto propose = [&](const char* title, const Room::Headers& headers) {
            const auto answer = room.ask(
                2, "tools/call",
                {{"name", "propose_task"}, {"arguments", json::object{{"title", title}, {"reason", "It is next."}}}},
                headers);
            QCOMPARE(answer.status, 200L);
        };
        propose("One", in(first));
        QCOMPARE(room.asked, std::string("first"));
        propose("Two", in(second));
        propose("Three", {}); // outside of any
        const auto open = room.writer.answer<std::vector<api::Proposal>>(
            [&](auto reply) { return room.writer->proposals().list(std::move(reply)); });
        std::map<std::string, std::string> by;
        for (const auto& proposal : *open) {
            by[proposal.made.title] = proposal.made.by;
        }
        QCOMPARE(
            by, (std::map<std::string, std::string>{{"One", "first"}, {"Two", "second"}, {"Three", "An assistant"}}));
    }

    void whatIsCancelledInASessionIsNotAnswered() {
        Room room;
        const auto mine = room.begin("mine");
        const auto other = room.begin("other");
        const auto cancel = [&](const std::string& session) {
            return room.send(
                R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}})", in(session));
        };
        auto asked =
            room.send(R"({"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"get_today"}})", in(mine));
        QTRY_VERIFY(room.hasCalls());
        room.deliver(); // it is under way, and the profile has not answered
        auto notMine = cancel(other);
        QTRY_VERIFY(room.hasCalls());
        room.deliver();
        QCOMPARE(notMine.get().status, 202L);
        QVERIFY(asked.wait_for(std::chrono::milliseconds(0)) != std::future_status::ready);
        auto cancelled = cancel(mine);
        QTRY_VERIFY(room.hasCalls());
        room.deliver();
        QCOMPARE(cancelled.get().status, 202L);
        const auto answer = asked.get();
        QCOMPARE(answer.status, 202L);
        QVERIFY(answer.body.empty());
    }

    void aSessionThatHasEndedIsNone() {
        Room room;
        const auto session = room.begin("A test");
        QCOMPARE(room.ask(2, "ping", {}, in(session)).status, 200L);
        QCOMPARE(room.wait(room.send({}, in(session), "DELETE")).status, 204L);
        QCOMPARE(room.ask(3, "ping", {}, in(session)).status, 404L);
        QCOMPARE(room.wait(room.send({}, in(session), "DELETE")).status, 404L);
        QCOMPARE(room.ask(4, "ping", {}, in("guessed")).status, 404L);
        QVERIFY(room.begin({}) != session);
    }

    void anInitializeThatFailsBeginsNone() {
        Room room;
        QVERIFY(room.ask(1, "initialize").header("mcp-session-id").empty());
    }

    void theOneThatIsSilentTheLongestEnds() {
        Sessions sessions;
        for (std::size_t one = 0; one < Sessions::kMost; ++one) {
            QVERIFY(!sessions.keep(std::to_string(one)));
        }
        QVERIFY(sessions.touch("0"));
        QCOMPARE(sessions.keep("more"), std::optional<std::string>("1"));
        QVERIFY(!sessions.touch("1"));
        QVERIFY(sessions.touch("0"));
    }

    void onlyWhoBringsTheTokenIsAnswered() {
        Room room("0123456789abcdef");
        QCOMPARE(room.ask(1, "ping").status, 401L);
        QCOMPARE(room.ask(1, "ping").header("www-authenticate"), std::string("Bearer"));
        QCOMPARE(room.ask(1, "ping", {}, {{"Authorization", "Bearer 0123456789abcdee"}}).status, 401L);
        QCOMPARE(room.ask(1, "ping", {}, {{"Authorization", "0123456789abcdef"}}).status, 401L);
        QCOMPARE(room.ask(1, "ping", {}, {{"Authorization", "Bearer 0123456789abcdef"}}).status, 200L);
        QCOMPARE(room.ask(1, "ping", {}, {{"Authorization", "bearer 0123456789abcdef"}}).status, 200L);
    }

    void aPortThatIsTakenIsRefused() {
        Room room;
        const auto address = room.door.address();
        const auto port = std::stoi(address.substr(address.rfind(':') + 1));
        QVERIFY_THROWS_EXCEPTION(
            boost::system::system_error,
            ProfileDoor(*room.reading, [](auto) {}, {.port = static_cast<std::uint16_t>(port)}));
    }
};

QTEST_GUILESS_MAIN(ProfileDoorTest)
#include "profile_door_test.moc"
