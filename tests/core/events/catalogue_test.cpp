#include "core/events/catalogue.h"
#include "core/events/described_json.h"
#include "tests/core/events/any_event.h"

#include <QTest>

#include <rapidcheck.h>

#include <set>

using namespace cairn::events;

namespace {

template<class T> void fillAny(T& value);

template<class T> void fillAnyMembers(T& value) {
    boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) { fillAny(value.*member.pointer); });
}

// Any value of a described type, so that a row that is added to the catalogue is tested without a line here.
template<class T> void fillAny(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        value = *rc::gen::arbitrary<bool>();
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        value = testing::anyNumber();
    } else if constexpr (std::is_same_v<T, std::string>) {
        value = testing::anyText();
    } else if constexpr (std::is_enum_v<T>) {
        std::vector<T> words;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto enumerator) { words.push_back(enumerator.value); });
        value = *rc::gen::elementOf(words);
    } else if constexpr (detail::IsOptional<T>::value) {
        if (*rc::gen::arbitrary<bool>()) {
            fillAny(value.emplace());
        }
    } else if constexpr (detail::IsVector<T>::value) {
        value.resize(*rc::gen::inRange<std::size_t>(0, 4));
        for (auto& item : value) {
            fillAny(item);
        }
    } else if constexpr (detail::IsTextMap<T>::value) {
        for (auto entries = *rc::gen::inRange(0, 4); entries > 0; --entries) {
            fillAny(value[testing::anyText()]);
        }
    } else {
        fillAnyMembers(value);
    }
}

Event eventOf(const Draft& draft) {
    auto event = testing::plainEvent();
    event.subject = draft.subject;
    event.type = draft.type;
    event.version = draft.version;
    event.payload = draft.payload;
    return event;
}

Event eventOf(const QByteArray& type, const QByteArray& payload) {
    return eventOf(Draft{"any/one", type.toStdString(), 1, payload.toStdString()});
}

std::string encode(const Payload& payload) {
    return std::visit(
        []<class T>(const T& known) {
            if constexpr (std::is_same_v<T, std::monostate>) {
                return std::string("unknown");
            } else {
                return encodeDescribed(known);
            }
        },
        payload);
}

template<class Use> void forEachRow(Use use) {
    std::apply([&](const auto&... rows) { (use(rows), ...); }, kCatalogue);
}

} // namespace

class CatalogueTest : public QObject {
    Q_OBJECT

private slots:
    void persistedFormsAreReadAndWritten_data();
    void persistedFormsAreReadAndWritten();
    void everyRowRoundTrips();
    void everyRowReadsAnEmptyPayload();
    void everyRowPassesOverUnknownMembers();
    void typesAreNamedOnceAndInTheirStyle();
    void theFutureIsUnknownAndNoError_data();
    void theFutureIsUnknownAndNoError();
    void aPayloadThatDoesNotFitIsAnError_data();
    void aPayloadThatDoesNotFitIsAnError();
    void onlyServersAuthorProof();
};

// Written down by hand: these bytes are in people's logs. A row may be added here and a member to a payload; no line
// that is here ever changes.
void CatalogueTest::persistedFormsAreReadAndWritten_data() {
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char* type, const char* payload) { QTest::newRow(type) << QByteArray(payload); };
    row("task.created",
        R"({"difficulty":4,"kind":"concept_exercise","module":"m","path":"p","prerequisites":["basics"],"rank":12,)"
        R"("slug":"bob","source":"exercism","summary":"s","tags":["t"],"title":"Bob","topics":["strings"],"url":"u"})");
    row("task.edited", R"({"difficulty":3,"module":"","summary":"s","tags":[],"title":"t","url":"u"})");
    row("task.scheduled", R"({"at":1795253400000})");
    row("task.started", R"({"despite":["loops"]})");
    row("task.completed", R"({"hints":2,"note":"n","utcOffset":-300})");
    row("task.skipped", R"({"reason":"r"})");
    row("task.expired", R"({"scheduledAt":1795253400000})");
    row("task.completion_claimed", R"({"utcOffset":60})");
    row("task.verified", R"({"evidence":"e","hints":1,"utcOffset":60})");
    row("task.failed", R"({"reason":"r"})");
    row("task.deleted", "{}");
    row("task.retired", "{}");
    row("path.created", R"({"language":"python","slug":"s","source":"github","summary":"s","title":"t"})");
    row("path.removed", "{}");
    row("topic.created",
        R"({"path":"p","prerequisites":["a"],"rank":3,"slug":"s","summary":"s","technology":"Qt","title":"t"})");
    row("topic.retired", "{}");
    row("topic.unlocked", R"({"despite":["a"]})");
    row("topic.noted", R"({"text":"*n*"})");
    row("topic.documented",
        R"({"at":5,"found":["a"],"library":"/l","missing":["b"],"reason":"r","source":"s","technology":"Qt",)"
        R"("title":"L"})");
    row("content.set",
        R"({"files":[{"name":"bob.py","role":"starting","text":"pass"},{"name":"bob_test.py","role":"test"},{}],)"
        R"("links":[{"description":"d","url":"u"}],)"
        R"("texts":[{},{"kind":"about","markdown":"m"},{"kind":"instructions"},{"kind":"hints"}]})");
    row("review.graded", R"({"grade":"again","utcOffset":-90})");
    row("review.wanted", R"({"wanted":false})");
    row("profile.named", R"({"name":"Ada"})");
    row("profile.preference_set", R"({"key":"k","value":"v"})");
    row("event.undone", R"({"device":"d","seq":7})");
}

void CatalogueTest::persistedFormsAreReadAndWritten() {
    QFETCH(QByteArray, payload);
    const auto decoded = decodePayload(eventOf(QByteArray(QTest::currentDataTag()), payload));
    QVERIFY(decoded.has_value());
    QCOMPARE(QByteArray::fromStdString(encode(*decoded)), payload);
}

void CatalogueTest::everyRowRoundTrips() {
    forEachRow([]<class T>(const Row<T>& row) {
        QVERIFY(rc::check(std::string(row.type), [&] {
            T value{};
            fillAnyMembers(value);
            const auto decoded = decodePayload(eventOf(draft("any/one", value)));
            RC_ASSERT(decoded.has_value());
            RC_ASSERT(std::holds_alternative<T>(*decoded));
            RC_ASSERT(encode(*decoded) == encodeDescribed(value));
        }));
    });
}

void CatalogueTest::everyRowReadsAnEmptyPayload() {
    forEachRow([]<class T>(const Row<T>& row) {
        const auto decoded = decodePayload(eventOf(Draft{"any/one", std::string(row.type), row.version, "{}"}));
        QVERIFY(decoded.has_value());
        QVERIFY(std::holds_alternative<T>(*decoded));
        QCOMPARE(encode(*decoded), std::string("{}"));
    });
}

void CatalogueTest::everyRowPassesOverUnknownMembers() {
    forEachRow([](const auto& row) {
        const std::string payload = R"({"from the future":[{"a":1}]})";
        const auto decoded = decodePayload(eventOf(Draft{"any/one", std::string(row.type), row.version, payload}));
        QVERIFY(decoded.has_value());
        QCOMPARE(encode(*decoded), std::string("{}"));
    });
}

void CatalogueTest::typesAreNamedOnceAndInTheirStyle() {
    std::set<std::string_view> types;
    forEachRow([&](const auto& row) {
        QVERIFY2(types.insert(row.type).second, row.type.data());
        const auto dot = row.type.find('.');
        QVERIFY(dot != std::string_view::npos);
        QVERIFY(row.subject.empty() || row.type.substr(0, dot) == row.subject);
        QVERIFY(row.version >= 1);
        QVERIFY(row.type.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == std::string_view::npos);
    });
}

void CatalogueTest::theFutureIsUnknownAndNoError_data() {
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("version");
    QTest::newRow("an unknown type") << QByteArray("task.teleported") << 1;
    QTest::newRow("a newer version") << QByteArray("task.created") << 2;
    QTest::newRow("another case") << QByteArray("Task.created") << 1;
}

void CatalogueTest::theFutureIsUnknownAndNoError() {
    QFETCH(QByteArray, type);
    QFETCH(int, version);
    auto event = eventOf(type, R"({"title":[1,2,3]})");
    event.version = version;
    const auto decoded = decodePayload(event);
    QVERIFY(decoded.has_value());
    QVERIFY(std::holds_alternative<std::monostate>(*decoded));
}

void CatalogueTest::aPayloadThatDoesNotFitIsAnError_data() {
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("place");
    const auto row = [](const char* type, const char* payload, const char* place) {
        QTest::addRow("%s %s", type, payload) << QByteArray(type) << QByteArray(payload) << QByteArray(place);
    };
    row("task.created", R"({"title":7})", "/title");
    row("task.created", R"({"source":"moon"})", "/source");
    row("task.created", R"({"topics":["a",null]})", "/topics/1");
    row("task.scheduled", R"({"at":"noon"})", "/at");
    row("content.set", R"({"files":[{"role":"virus"}]})", "/files/0/role");
    row("event.undone", R"({"seq":1.5})", "");
    row("task.deleted", "[]", "");
    row("task.deleted", "", "");
    row("task.deleted", "{", "");
}

void CatalogueTest::aPayloadThatDoesNotFitIsAnError() {
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, payload);
    const auto decoded = decodePayload(eventOf(type, payload));
    QVERIFY(!decoded.has_value());
    QVERIFY(decoded.error().message.starts_with(type.toStdString()));
    QTEST(QByteArray::fromStdString(decoded.error().place), "place");
}

void CatalogueTest::onlyServersAuthorProof() {
    QVERIFY(isLearnersOwn("task.completed"));
    QVERIFY(isLearnersOwn("event.undone"));
    QVERIFY(!isLearnersOwn("task.verified"));
    QVERIFY(!isLearnersOwn("task.failed"));
    QVERIFY(!isLearnersOwn("task.teleported"));
}

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
