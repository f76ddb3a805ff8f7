#include "sync/mcp/event_stream.h"

#include <QTest>

#include <string>
#include <vector>

using cairn::mcp::EventStream;

class EventStreamTest : public QObject {
    Q_OBJECT

private:
    // All that is heard, in parts of that many bytes: "type=data;…".
    static std::string heard(EventStream& stream, const std::string& text, std::size_t size) {
        std::string all;
        for (std::size_t at = 0; at < text.size(); at += size) {
            stream.hear(std::string_view(text).substr(at, size), [&](const EventStream::Event& event) {
                all += event.type + "=" + event.data + ";";
            });
        }
        return all;
    }

private Q_SLOTS:

    void readsEvents_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("events");
        const auto row = [](const char* name, const char* text, const char* events) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(events);
        };
        row("one", "data: a\n\n", "message=a;");
        row("two lines", "data: a\ndata: b\n\n", "message=a\nb;");
        row("a type", "event: ping\ndata: a\n\ndata: b\n\n", "ping=a;message=b;");
        row("carriage returns", "data: a\r\ndata:b\r\n\r\n", "message=a\nb;");
        row("old carriage returns", "data: a\r\rdata: b\r\r", "message=a;message=b;");
        row("comments", ": nothing\ndata: a\n: more\n\n", "message=a;");
        row("the mark of the byte order",
            "\xEF\xBB\xBF"
            "data: a\n\n",
            "message=a;");
        row("nothing said", "event: a\n\n", "");
        row("an empty line of data", "id: 1\nretry: 5\ndata: \n\n", "message=;");
        row("cut off", "data: a\n\ndata: b\n", "message=a;");
        row("fields of no meaning", "data\nother: x\ndata: a\n\n", "message=\na;");
        row("one blank only is not part of it", "data:  a\n\n", "message= a;");
    }

    void readsEvents() {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, events);
        for (std::size_t size = 1; size <= static_cast<std::size_t>(text.size()); ++size) {
            EventStream stream;
            QCOMPARE(heard(stream, text.toStdString(), size), events.toStdString());
        }
    }

    void remembersWhereItWas() {
        EventStream stream;
        QVERIFY(!stream.retryMilliseconds());
        heard(stream, "id: a\nretry: 250\ndata: x\n\n", 100);
        QCOMPARE(stream.lastId(), std::string("a"));
        QCOMPARE(stream.retryMilliseconds(), std::optional<std::int64_t>(250));
        heard(stream, "retry: soon\ndata: x\n\n", 100);
        QCOMPARE(stream.lastId(), std::string("a"));
        QCOMPARE(stream.retryMilliseconds(), std::optional<std::int64_t>(250));
        heard(stream, "id:\ndata: x\n\n", 100);
        QCOMPARE(stream.lastId(), std::string());
    }

    void anEventWithoutEndIsRefused() {
        EventStream stream;
        const std::string part(1 << 16, 'a');
        bool small = stream.hear("data: ", {});
        for (std::size_t said = 0; small && said <= EventStream::kEventBytes + part.size(); said += part.size()) {
            small = stream.hear(part, {});
        }
        QVERIFY(!small);
    }
};

QTEST_GUILESS_MAIN(EventStreamTest)
#include "event_stream_test.moc"
