#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "sync/server/database/schema.h"
#include "sync/server/log/sql_log.h"
#include "sync/server/verify/notary.h"
#include "sync/wire/frame.h"
#include "tests/sync/scripted_device.h"
#include "tests/sync/server/every_database.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace cairn;
using base::ErrorCode;
using store::testing::must;
using test::kNow;
using test::ScriptedDevice;

namespace {

const std::string kStream = server::Notary::streamOf("me");

// A server's hub, keys and notary on a database that others may share.
struct Server {
    explicit Server(const server::OpenDatabase& open, const std::string& folder)
        : database(open())
        , seal(folder + "/master.key")
        , log(std::make_unique<server::SqlLog>(open()))
        , keys(*database, seal, kNow)
        , hub(std::move(log), {{.fold = 1,
                                .account = [](const std::string&) { return std::optional<std::string>("me"); },
                                .keys = [this] { return keys.announced(); }},
                               [] { return kNow; },
                               std::chrono::seconds(10),
                               [](const std::string&) {}})
        , notary(open(), hub, keys, [] { return kNow; }) {}

    std::unique_ptr<server::Database> database;
    server::Seal seal;
    std::unique_ptr<server::SqlLog> log;
    server::ReceiptKeys keys;
    server::Hub hub;
    server::Notary notary;
};

// No two of them are the same event, also where servers write at the same time.
events::Draft verified(const std::string& task) {
    static std::atomic<int> count = 0;
    return events::draft("task/" + task, events::TaskVerified{.evidence = std::to_string(++count)});
}

// A device's connection, which keeps what it hears.
struct Ear : server::Peer {
    void send(std::string bytes, bool /*binary*/) override { heard.push_back(std::move(bytes)); }

    void close() override {}

    const std::string& address() const override {
        static const std::string kHere = "test";
        return kHere;
    }

    std::vector<std::string> heard;
};

} // namespace

class NotaryTest : public QObject {
    Q_OBJECT

public:
    explicit NotaryTest(test::MakeDatabase make)
        : m_make(std::move(make)) {}

private:
    test::MakeDatabase m_make;
    server::OpenDatabase m_open;
    QTemporaryDir m_folder;
    std::unique_ptr<Server> m_server;

    std::unique_ptr<Server> newServer() { return std::make_unique<Server>(m_open, m_folder.path().toStdString()); }

    // All that is stored of the stream.
    std::vector<events::Event> stored() {
        std::vector<events::Event> all;
        for (const auto& line : server::SqlLog(m_open()).read({kStream, 0}, 1 << 24, {}).lines) {
            all.push_back(must(events::decodeEvent(line)));
        }
        return all;
    }

    static void addAccount(server::Database& database, const std::string& id) {
        database.sql() << "INSERT INTO account (id, email, name, password, role, created, confirmed, suspended, "
                          "factor, factor_on, factor_step) VALUES (:id, :email, '', '', 'learner', 0, 1, 0, '', 0, 0)",
            soci::use(id), soci::use(id);
    }

    // A log that is whole: numbers without gaps, links that continue, receipts that hold, times that go on.
    void isWhole(const std::vector<events::Event>& log) {
        const auto ring = m_server->keys.ring();
        events::Digest link{};
        base::Hlc before{};
        std::int64_t seq = 0;
        for (const auto& event : log) {
            QCOMPARE(event.ref.seq, ++seq);
            QCOMPARE(event.ref.device, log.front().ref.device);
            QVERIFY(event.link == events::linkAfter(link, event));
            QVERIFY(before < event.hlc);
            QVERIFY(events::verifyReceipt(event, ring));
            link = event.link;
            before = event.hlc;
        }
    }

private Q_SLOTS:

    void init() {
        m_open = m_make();
        m_server = newServer();
        addAccount(*m_server->database, "me");
    }

    void cleanup() { m_server.reset(); }

    void writesOneLogAcrossRestarts() {
        must(m_server->notary.append("me", kStream, {verified("a"), verified("b")}));
        m_server.reset();
        m_server = newServer();
        const auto more = must(m_server->notary.append("me", kStream, {verified("c")}));
        QCOMPARE(more.size(), std::size_t(1));
        QCOMPARE(more[0].ref.seq, 3);
        QVERIFY(more[0].ref.device.starts_with("server-"));
        QCOMPARE(m_server->notary.end(kStream).seq, 3);
        const auto all = stored();
        QCOMPARE(all.size(), std::size_t(3));
        isWhole(all);
    }

    void isLaterThanWhatItAnswers() {
        const auto claim = base::Hlc::at(kNow + 30'000, 7);
        const auto answer = must(m_server->notary.append({"me", kStream, {verified("a")}, claim}));
        QVERIFY(answer[0].hlc > claim);
        const auto next = must(m_server->notary.append("me", kStream, {verified("b")}));
        QVERIFY(next[0].hlc > answer[0].hlc); // although the clock is behind it
    }

    void manyAtOnceShareCommitsAndMakeOneLog() {
        constexpr int kThreads = 8;
        constexpr int kEach = 25;
        std::vector<std::thread> threads;
        std::atomic<int> failed = 0;
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&] {
                for (int at = 0; at < kEach; ++at) {
                    failed += m_server->notary.append("me", kStream, {verified("t")}) ? 0 : 1;
                }
            });
        }
        for (auto& thread : threads) {
            thread.join();
        }
        QCOMPARE(failed.load(), 0);
        const auto all = stored();
        QCOMPARE(all.size(), std::size_t(kThreads * kEach));
        isWhole(all);
    }

    // Processes of their own in earnest: what they share is the database.
    void twoServersWriteAsOneDevice() {
        const auto other = newServer();
        std::atomic<int> failed = 0;
        const auto writeSome = [&](server::Notary& notary) {
            for (int at = 0; at < 25; ++at) {
                const auto written = notary.append("me", kStream, {verified("t")});
                if (!written) {
                    ++failed;
                    qWarning("%s", written.error().message.c_str());
                }
            }
        };
        std::thread thread([&] { writeSome(other->notary); });
        writeSome(m_server->notary);
        thread.join();
        QCOMPARE(failed.load(), 0);
        QCOMPARE(stored().size(), std::size_t(50));
        isWhole(stored());
    }

    void saysNothingWhereSomethingWasSaidMeanwhile() {
        const auto since = m_server->notary.end(kStream).seq;
        const server::Notary::Order order{
            "me", kStream, {verified("a")}, {}, server::Notary::Unless{{"task/a", "task/c"}, since}};
        must(m_server->notary.append("me", kStream, {verified("b")})); // about another
        must(m_server->notary.append(order));
        const auto again = m_server->notary.append(order);
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::Refused);
        QCOMPARE(stored().size(), std::size_t(2));
    }

    void ofManyThatLookedOneSpeaks() {
        const auto since = m_server->notary.end(kStream).seq;
        const auto other = newServer();
        std::atomic<int> spoke = 0;
        std::vector<std::thread> threads;
        for (int at = 0; at < 8; ++at) {
            threads.emplace_back([&, at] {
                auto& notary = at % 2 == 0 ? m_server->notary : other->notary;
                spoke += notary.append(
                             {"me", kStream, {verified("a")}, {}, server::Notary::Unless{{"task/a", "task/c"}, since}})
                             ? 1
                             : 0;
            });
        }
        for (auto& thread : threads) {
            thread.join();
        }
        QCOMPARE(spoke.load(), 1);
        QCOMPARE(stored().size(), std::size_t(1));
    }

    void writesForNobodyElse() {
        const auto gone = m_server->notary.append("nobody", "learner/other", {verified("a")});
        QVERIFY(!gone);
        QCOMPARE(gone.error().code, ErrorCode::NotFound);
        must(m_server->notary.append("me", kStream, {verified("a")}));
        addAccount(*m_server->database, "you");
        const auto foreign = m_server->notary.append("you", kStream, {verified("a")});
        QVERIFY(!foreign);
        QCOMPARE(foreign.error().code, ErrorCode::Unauthorized);
    }

    void devicesHearOfItLive() {
        const auto ear = std::make_shared<Ear>();
        const auto listener = m_server->hub.meet(ear);
        wire::Hello hello;
        hello.token = "t";
        hello.fold = 1;
        hello.credits = 8;
        listener->heard(wire::encodeFrame(hello), false, [] {});
        m_server->hub.settle();
        const auto before = ear->heard.size();
        must(m_server->notary.append("me", kStream, {verified("a")}));
        m_server->hub.settle();
        QCOMPARE(ear->heard.size(), before + 1);
        QVERIFY(ear->heard.back().find("task.verified") != std::string::npos);
        const auto welcome = must(wire::decodeFrame(ear->heard.front()));
        QVERIFY(std::get<wire::Welcome>(welcome.message).keys == m_server->keys.announced());
    }

    void erasingAnAccountForgetsTheName() {
        const auto first = must(m_server->notary.append("me", kStream, {verified("a")}));
        QVERIFY(m_server->hub.erase("me"));
        const auto second = must(m_server->notary.append("me", kStream, {verified("a")}));
        QVERIFY(first[0].ref.device != second[0].ref.device);
        QCOMPARE(second[0].ref.seq, 1);
    }
};

int main(int count, char** arguments) {
    return cairn::test::runOnEveryDatabase<NotaryTest>(count, arguments);
}

#include "notary_test.moc"
