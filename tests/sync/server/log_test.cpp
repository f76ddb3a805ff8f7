#include "sync/server/database/schema.h"
#include "sync/server/log/sql_log.h"
#include "sync/wire/frame.h"
#include "sync/wire/rows_digest.h"
#include "tests/sync/scripted_device.h"
#include "tests/sync/server/every_database.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

using namespace cairn;
using test::ScriptedDevice;
using wire::RejectCode;

namespace {

engine::Batch batchOf(const ScriptedDevice& device, std::size_t from = 1, const std::string& account = "me") {
    return {
        account,
        device.id(),
        device.stream(),
        {device.log().begin() + static_cast<std::ptrdiff_t>(from) - 1, device.log().end()},
        device.lines(from)};
}

// "d1/1 d1/2": what is read, with the cursors in front: "1=d1/1 2=d1/2".
QString told(const engine::StreamPart& part) {
    QStringList words;
    for (const auto& line : part.lines) {
        const auto event = events::decodeEvent(line);
        if (!event) {
            return QStringLiteral("no event");
        }
        words << QStringLiteral("%1=%2/%3")
                     .arg(event->cursor.value_or(0))
                     .arg(event->ref.device.c_str())
                     .arg(event->ref.seq);
    }
    return words.join(QLatin1Char(' '));
}

} // namespace

// What every log of a server keeps to, whatever its database.
class LogTest : public QObject {
    Q_OBJECT

public:
    explicit LogTest(test::MakeDatabase make)
        : m_make(std::move(make)) {}

private:
    test::MakeDatabase m_make;
    server::OpenDatabase m_open;
    std::unique_ptr<server::SqlLog> m_log;

    void open() {
        m_log.reset();
        m_log = std::make_unique<server::SqlLog>(m_open());
    }

    engine::Stored append(const engine::Batch& batch) { return m_log->append({batch}).at(0); }

private Q_SLOTS:

    void init() {
        m_open = m_make();
        open();
    }

    void cleanup() { m_log.reset(); }

    void numbersAStreamInTheOrderOfStoring() {
        ScriptedDevice one("d1");
        ScriptedDevice two("d2");
        one.write("a");
        two.write("b");
        two.write("c");
        const auto stored = m_log->append({batchOf(two), batchOf(one)});
        QCOMPARE(stored.size(), std::size_t(2));
        QCOMPARE(stored[0].seq, 2);
        QCOMPARE(stored[1].seq, 1);
        open(); // it is on the disk
        QCOMPARE(told(m_log->read({"learner/me", 0}, 1 << 20, {})), QStringLiteral("1=d2/1 2=d2/2 3=d1/1"));
        QCOMPARE(m_log->end(wire::StreamPlace{"learner/me", 0}), 3);
        QCOMPARE(m_log->end("d2")->seq, 2);
        QCOMPARE(m_log->end("d2")->link, events::toHex(two.log()[1].link));
        QCOMPARE(m_log->link("d2", 1), std::optional(events::toHex(two.log()[0].link)));
        QCOMPARE(m_log->links("d2", 2, 10), std::vector<std::string>{events::toHex(two.log()[1].link)});
        QVERIFY(!m_log->end("d3") && !m_log->link("d1", 2));
    }

    void sendingAgainChangesNothing() {
        ScriptedDevice device("d1");
        device.write("a");
        QCOMPARE(append(batchOf(device)).seq, 1);
        device.write("b");
        QCOMPARE(append(batchOf(device)).seq, 2); // both at once, one of them anew
        QCOMPARE(append(batchOf(device)).seq, 2);
        QCOMPARE(told(m_log->read({"learner/me", 0}, 1 << 20, {})), QStringLiteral("1=d1/1 2=d1/2"));
    }

    void erasesASubjectAndWhatComesOfItLater() {
        ScriptedDevice device("d1");
        device.write("a secret");
        device.add(
            events::draft("topic/t2", events::TopicNoted{R"(of "subject":"topic/t")"}), base::Hlc::at(test::kNow));
        device.add(events::draft("topic/t", events::EventUndone{"d1", 1}), base::Hlc::at(test::kNow));
        append(batchOf(device));
        m_log->keep({"me", 2, {{"learner/me", 3}}, {}, 0}, {"a secret"});
        device.add(events::draft("topic/t", events::SubjectErased{}), base::Hlc::at(test::kNow));
        append(batchOf(device, 4));
        ScriptedDevice elsewhere("d4", "learner/me-too"); // another of the account's streams
        elsewhere.write("a secret there");
        append(batchOf(elsewhere));
        QVERIFY(m_log->read({"learner/me-too", 0}, 1 << 20, {}).lines[0].find("secret") == std::string::npos);
        ScriptedDevice other("d2");
        other.write("a secret, too");
        append(batchOf(other));
        ScriptedDevice stranger("d3", "learner/she");
        stranger.write("hers");
        append(batchOf(stranger, 1, "she"));
        open();
        const auto lines = m_log->read({"learner/me", 0}, 1 << 20, {}).lines;
        QCOMPARE(lines.size(), std::size_t(5));
        const QStringList types{"event.erased", "topic.noted", "event.undone", "subject.erased", "event.erased"};
        events::Digest before{};
        for (std::size_t at = 0; at < lines.size(); ++at) {
            QVERIFY(lines[at].find("secret") == std::string::npos);
            const auto event = events::decodeEvent(lines[at]);
            QCOMPARE(QString::fromStdString(event->type), types[static_cast<int>(at)]);
            const auto first = event->ref.seq == 1 ? events::Digest{} : before;
            QVERIFY(event->link == events::linkAfter(first, *event)); // each can still be checked
            before = event->link;
        }
        QVERIFY(m_log->read({"learner/she", 0}, 1 << 20, {}).lines[0].find("hers") != std::string::npos);
        // What was folded before is not given to new devices, and what is folded late is not kept.
        QVERIFY(!m_log->snapshot("me", 2));
        m_log->keep({"me", 2, {{"learner/me", 3}}, {}, 0}, {"a secret"});
        QVERIFY(!m_log->snapshot("me", 2));
        m_log->keep({"me", 2, {{"learner/me", 4}}, {}, 0}, {"nothing"});
        QVERIFY(m_log->snapshot("me", 2));
        // Sending it again changes nothing.
        QCOMPARE(append(batchOf(device)).seq, 4);
        QVERIFY(m_log->read({"learner/me", 0}, 1 << 20, {}).lines[0].find("secret") == std::string::npos);
    }

    void erasesManySubjectsInTheTimeOfFew() {
        constexpr int kMany = 2'000;
        ScriptedDevice device("d1");
        const auto subject = [](int number) { return "topic/\"" + std::to_string(number) + "\\"; };
        for (int number = 0; number < kMany; ++number) {
            device.add(events::draft(subject(number), events::TopicNoted{"a secret"}), base::Hlc::at(test::kNow));
        }
        auto other = events::draft("topic/other", events::TopicNoted{"mine"});
        other.payload = "{\"more\":{\"subject\":\"topic/\\\"1\\\\\"},\"text\":\"mine\"}";
        device.add(other, base::Hlc::at(test::kNow));
        const auto written = batchOf(device);
        QElapsedTimer timer;
        timer.start();
        append(written);
        const auto writing = timer.elapsed();
        for (int number = 0; number < kMany; ++number) {
            device.add(events::draft(subject(number), events::SubjectErased{}), base::Hlc::at(test::kNow));
        }
        const auto erased = batchOf(device, kMany + 2);
        timer.restart();
        QCOMPARE(append(erased).seq, 2 * kMany + 1);
        const auto erasing = timer.elapsed();
        QVERIFY2(erasing < 20 * (writing + 1), qPrintable(QStringLiteral("%1, %2 ms").arg(writing).arg(erasing)));
        const auto part = m_log->read({"learner/me", 0}, 64 << 20, {});
        QCOMPARE(part.lines.size(), std::size_t(2 * kMany + 1));
        for (const auto& line : part.lines) {
            QVERIFY2(line.find("secret") == std::string::npos, line.c_str());
        }
        QVERIFY(part.lines[kMany].find("mine") != std::string::npos);
        // There is nothing of it to erase again, and nothing of it in what was folded since.
        m_log->keep({"me", 2, {{"learner/me", 2 * kMany + 1}}, {}, 0}, {"mine"});
        device.add(events::draft(subject(0), events::SubjectErased{}), base::Hlc::at(test::kNow));
        append(batchOf(device, 2 * kMany + 2));
        QVERIFY(m_log->snapshot("me", 2));
    }

    void keepsOneSnapshotAnAccount() {
        QVERIFY(m_log->wantSnapshots(2, 1).empty());
        ScriptedDevice device("d1");
        device.write("a");
        device.write("b");
        append(batchOf(device));
        QVERIFY(m_log->wantSnapshots(2, 3).empty());
        const auto grown = m_log->wantSnapshots(2, 2);
        QCOMPARE(grown.size(), std::size_t(1));
        QCOMPARE(grown[0].account, std::string("me"));
        QCOMPARE(grown[0].events, 2);

        QVERIFY(!m_log->snapshot("me", 2));
        const std::vector<std::string> rows{"row of \u00e4, one", "{\"two\":2}"};
        m_log->keep({"me", 2, {{"learner/me", 2, "mark"}}, {}, 0}, rows);
        open(); // it is on the disk
        const auto kept = m_log->snapshot("me", 2);
        QVERIFY(kept);
        QCOMPARE(kept->places, (std::vector<wire::StreamPlace>{{"learner/me", 2, "mark"}}));
        QCOMPARE(kept->digest, wire::rowsDigest(rows));
        QCOMPARE(kept->parts, 1);
        QCOMPARE(m_log->rows(*kept, 0), rows);
        QVERIFY(m_log->rows(*kept, 1).empty());
        QVERIFY(!m_log->snapshot("me", 3) && !m_log->snapshot("you", 2));

        QVERIFY(m_log->wantSnapshots(2, 1).empty()); // until there is twice as much
        QCOMPARE(m_log->wantSnapshots(3, 1).size(), std::size_t(1));
        device.write("c");
        device.write("d");
        append(batchOf(device));
        QCOMPARE(m_log->wantSnapshots(2, 1).size(), std::size_t(1));
        m_log->keep({"me", 2, {{"learner/me", 4, "mark"}}, {}, 0}, {"other"});
        QVERIFY(m_log->rows(*kept, 0).empty()); // what was kept before is gone
        m_log->erase("me");
        QVERIFY(!m_log->snapshot("me", 2));
        m_log->keep({"me", 2, {{"learner/me", 4, "mark"}}, {}, 0}, {"other"}); // that was made meanwhile
        QVERIFY(!m_log->snapshot("me", 2));
    }

    void keepsNoSnapshotOfWhatIsErasedMeanwhile() {
        ScriptedDevice one("d1", "learner/one");
        ScriptedDevice two("d2", "learner/two");
        one.write("a secret");
        two.write("another");
        append(batchOf(one));
        append(batchOf(two));
        const engine::KeptSnapshot folded{"me", 2, {{"learner/one", 1}, {"learner/two", 1}}, {}, 0};
        // Another server erases, and is not yet done with it.
        const auto other = m_open();
        auto erasing = std::make_unique<server::Transaction>(*other);
        other->sql() << "UPDATE stream SET cursor = 2 WHERE stream = 'learner/two'";
        other->sql()
            << "INSERT INTO erased (account, subject, stream, cursor) VALUES ('me', 'topic/t', 'learner/two', 2)";
        std::atomic<bool> kept = false;
        std::thread keeping([&] {
            m_log->keep(folded, {"a secret"});
            kept = true;
        });
        const auto waits = [&] {
            long long count = 1; // SQLite lets in one writer
            if (*other->dialect().lockRow != '\0') {
                other->sql() << "SELECT count(*) FROM pg_locks WHERE NOT granted", soci::into(count);
            }
            return count > 0;
        };
        const bool seen = QTest::qWaitFor([&] { return kept || waits(); }, 20'000);
        erasing->commit();
        keeping.join();
        QVERIFY(seen);
        QVERIFY(!m_log->snapshot("me", 2));
    }

    void keepsNoSnapshotWhereAStreamThatItDoesNotHaveErases() {
        ScriptedDevice one("d1", "learner/one");
        one.write("a secret");
        append(batchOf(one));
        ScriptedDevice two("d2", "learner/two");
        two.add(events::draft("topic/t", events::SubjectErased{}), base::Hlc::at(test::kNow));
        append(batchOf(two));
        m_log->keep({"me", 2, {{"learner/one", 1}}, {}, 0}, {"a secret"});
        QVERIFY(!m_log->snapshot("me", 2));
        m_log->keep({"me", 2, {{"learner/one", 1}, {"learner/two", 1}}, {}, 0}, {"nothing"});
        QVERIFY(m_log->snapshot("me", 2));
    }

    void tablesGoBackToAnOlderFormAndForth() {
        ScriptedDevice device("d1");
        device.write("a");
        append(batchOf(device));
        const auto mark = m_log->mark({"learner/me", 1});
        m_log.reset();
        const auto database = m_open();
        server::migrate(*database, 7);
        std::string link;
        database->sql() << "SELECT link FROM event WHERE stream = 'learner/me' AND device = 'd1'", soci::into(link);
        QCOMPARE(link, device.link());
        server::migrate(*database);
        open();
        QCOMPARE(told(m_log->read({"learner/me", 0}, 1 << 20, {})), QStringLiteral("1=d1/1"));
        QCOMPARE(m_log->end("d1"), std::optional(wire::DeviceLog{"d1", 1, link, "learner/me"}));
        QCOMPARE(m_log->link("d1", 1), std::optional(link));
        device.write("b");
        QCOMPARE(append(batchOf(device)).seq, 2);
        QCOMPARE(m_log->mark({"learner/me", 1}), mark);
    }

    void refusesGapsAndForksWithoutHarmToOthers() {
        ScriptedDevice device("d1");
        ScriptedDevice copy("d1");
        ScriptedDevice other("d2");
        device.write("a");
        device.write("b");
        copy.write("elsewhere");
        other.write("c");
        auto stored = m_log->append({batchOf(device, 2), batchOf(other)});
        QCOMPARE(stored[0].reject->code, RejectCode::gap);
        QCOMPARE(stored[0].reject->seq, 0);
        QVERIFY(!stored[1].reject);
        QVERIFY(!append(batchOf(device)).reject);
        QCOMPARE(append(batchOf(copy)).reject->code, RejectCode::forked);
        auto torn = batchOf(device);
        torn.events.push_back(torn.events.back());
        torn.events.back().ref.seq = 3; // its link is another's
        QCOMPARE(append(torn).reject->code, RejectCode::forked);
        torn.chained = 2; // as a session finds out that read it: the last one is looked at still
        QCOMPARE(append(torn).reject->code, RejectCode::forked);
        QCOMPARE(told(m_log->read({"learner/me", 0}, 1 << 20, {})), QStringLiteral("1=d2/1 2=d1/1 3=d1/2"));
    }

    void aStreamIsWhoseItBecameFirst() {
        ScriptedDevice mine("d1");
        ScriptedDevice theirs("d2");
        mine.write("a");
        theirs.write("b");
        QVERIFY(!append(batchOf(mine)).reject);
        QCOMPARE(append(batchOf(theirs, 1, "somebody")).reject->code, RejectCode::forbidden);
        QCOMPARE(m_log->owner("learner/me"), std::optional<std::string>("me"));
        QCOMPARE(m_log->streams("me"), std::vector<std::string>{"learner/me"});
        QVERIFY(m_log->streams("somebody").empty());
        ScriptedDevice moved("d1", "learner/elsewhere");
        moved.write("c");
        QCOMPARE(append(batchOf(moved)).reject->code, RejectCode::forbidden); // a device has one stream
    }

    void readsInPartsAndLeavesOutWhatTheReaderWrote() {
        ScriptedDevice one("d1");
        ScriptedDevice two("d2");
        for (int i = 0; i < 3; ++i) {
            one.write(std::string(100, 'x'));
            two.write(std::string(100, 'y'));
        }
        QVERIFY(!append(batchOf(one)).reject);
        QVERIFY(!append(batchOf(two)).reject);
        auto part = m_log->read({"learner/me", 0}, 1, {}); // one at least
        QCOMPARE(told(part), QStringLiteral("1=d1/1"));
        QVERIFY(!part.last);
        part = m_log->read({"learner/me", part.cursor}, 1 << 20, {{"d1", 2}});
        QCOMPARE(told(part), QStringLiteral("3=d1/3 4=d2/1 5=d2/2 6=d2/3"));
        QVERIFY(part.last);
        part = m_log->read({"learner/me", 0}, 1 << 20, {{"d1", 3}, {"d2", 3}});
        QVERIFY(part.lines.empty());
        QCOMPARE(part.cursor, 6);
    }

    // Two servers on one database: each stream has one order, which a reader sees without holes.
    void twoServersAppendToOneStream() {
        const auto other = std::make_unique<server::SqlLog>(m_open());
        ScriptedDevice one("d1");
        ScriptedDevice two("d2");
        constexpr int kEach = 50;
        for (int i = 0; i < kEach; ++i) {
            one.write("a");
            two.write("b");
        }
        std::string trouble;
        const auto appendAll = [&](server::SqlLog& log, const ScriptedDevice& device) {
            try {
                for (int i = 0; i < kEach; ++i) {
                    auto batch = batchOf(device, static_cast<std::size_t>(i) + 1);
                    batch.events.resize(1);
                    if (log.append({batch}).at(0).reject) {
                        trouble = "refused";
                    }
                }
            } catch (const std::exception& thrown) {
                trouble = thrown.what();
            }
        };
        std::thread second([&] { appendAll(*other, two); });
        appendAll(*m_log, one);
        second.join();
        QCOMPARE(trouble, std::string());
        const auto part = m_log->read({"learner/me", 0}, 1 << 20, {});
        QCOMPARE(part.lines.size(), std::size_t(2 * kEach));
        for (std::size_t at = 0; at < part.lines.size(); ++at) {
            QCOMPARE(events::decodeEvent(part.lines[at])->cursor, std::optional<std::int64_t>(at + 1));
        }
    }

    void anEventWithAnotherTimeGoesToItsWriterToo() {
        ScriptedDevice device("d1");
        device.write("a");
        device.write("b");
        auto batch = batchOf(device);
        const auto clamp = [&](base::Millis at) {
            batch.events[1].effective = base::Hlc::at(at);
            batch.lines[1] = events::encodeEvent(batch.events[1]);
        };
        clamp(5);
        QVERIFY(!append(batch).reject);
        clamp(6); // sent again, later
        QVERIFY(!append(batch).reject);
        const auto part = m_log->read({"learner/me", 0}, 1 << 20, {{"d1", 2}});
        QCOMPARE(told(part), QStringLiteral("2=d1/2"));
        QCOMPARE(events::decodeEvent(part.lines[0])->effective->millis(), 5);
    }
};

int main(int count, char** arguments) {
    return test::runOnEveryDatabase<LogTest>(count, arguments);
}

#include "log_test.moc"
