#include "core/events/described_json.h"

#include <QTest>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <rapidcheck.h>

using namespace cairn::events;
using cairn::base::ErrorCode;

namespace {

BOOST_DEFINE_ENUM_CLASS(Colour, red, green)

struct Inner {
    std::string name;
    std::int64_t number = 3;

    bool operator==(const Inner&) const = default;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name, number))

struct Everything {
    bool flag = false;
    std::int64_t number = 7;
    std::string text = "usual";
    Colour colour = Colour::red;
    std::optional<std::int64_t> maybe;
    std::vector<std::string> words;
    std::vector<Inner> inners;
    std::map<std::string, std::int64_t> counts;
    Inner inner;

    bool operator==(const Everything&) const = default;
};
BOOST_DESCRIBE_STRUCT(Everything, (), (flag, number, text, colour, maybe, words, inners, counts, inner))

} // namespace

class DescribedJsonTest : public QObject {
    Q_OBJECT

private slots:
    void membersAtTheirDefaultAreNotWritten();
    void everyKindOfMemberIsWritten();
    void absentMembersReadAsTheirDefault();
    void presentMembersWinOverDefaults();
    void unknownMembersArePassedOver();
    void readingReplacesWhatWasThere();
    void whatDoesNotFitIsRefusedWithItsPlace_data();
    void whatDoesNotFitIsRefusedWithItsPlace();
    void everyValueSurvivesTheRoundTrip();
};

void DescribedJsonTest::membersAtTheirDefaultAreNotWritten() {
    QCOMPARE(encodeDescribed(Everything{}), std::string("{}"));
}

void DescribedJsonTest::everyKindOfMemberIsWritten() {
    Everything value;
    value.flag = true;
    value.number = -1;
    value.text = "";
    value.colour = Colour::green;
    value.maybe = 0;
    value.words = {"b", "a"};
    value.inners = {{}, {"x", 3}};
    value.counts = {{"k", 0}};
    value.inner = {"y", 4};
    QCOMPARE(
        encodeDescribed(value),
        std::string(R"({"colour":"green","counts":{"k":0},"flag":true,"inner":{"name":"y","number":4},)"
                    R"("inners":[{},{"name":"x"}],"maybe":0,"number":-1,"text":"","words":["b","a"]})"));
    QCOMPARE(decodeDescribed<Everything>(encodeDescribed(value)).value(), value);
}

void DescribedJsonTest::absentMembersReadAsTheirDefault() {
    QCOMPARE(decodeDescribed<Everything>("{}").value(), Everything{});
    QCOMPARE(decodeDescribed<Everything>(R"({"inner":{}})").value(), Everything{});
    QCOMPARE(decodeDescribed<Everything>(R"({"maybe":null})").value(), Everything{});
}

void DescribedJsonTest::presentMembersWinOverDefaults() {
    QCOMPARE(decodeDescribed<Everything>(R"({"text":"","number":0})").value().text, std::string());
    QCOMPARE(decodeDescribed<Everything>(R"({"text":"","number":0})").value().number, 0);
}

void DescribedJsonTest::unknownMembersArePassedOver() {
    const auto value = decodeDescribed<Everything>(R"({"from":"the future","inner":{"name":"x","more":[1]},"zzz":{}})");
    QCOMPARE(value.value().inner.name, std::string("x"));
}

void DescribedJsonTest::readingReplacesWhatWasThere() {
    Everything value;
    value.words = {"old"};
    value.counts = {{"old", 1}};
    value.maybe = 1;
    QVERIFY(fromJson(parseJson(R"({"flag":true})").value(), value).has_value());
    QVERIFY(value.words.empty() && value.counts.empty() && !value.maybe && value.flag);
}

void DescribedJsonTest::whatDoesNotFitIsRefusedWithItsPlace_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("place");
    const auto row = [](const char* text, const char* place) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(place);
    };
    row("[]", "");
    row("null", "");
    row(R"({"flag":1})", "/flag");
    row(R"({"flag":null})", "/flag");
    row(R"({"number":"7"})", "/number");
    row(R"({"text":7})", "/text");
    row(R"({"colour":"blue"})", "/colour");
    row(R"({"colour":1})", "/colour");
    row(R"({"maybe":"x"})", "/maybe");
    row(R"({"words":"a"})", "/words");
    row(R"({"words":["a",1]})", "/words/1");
    row(R"({"inners":[{},{},{"number":true}]})", "/inners/2/number");
    row(R"({"counts":[]})", "/counts");
    row(R"({"counts":{"k":"x"}})", "/counts/k");
    row(R"({"inner":7})", "/inner");
    row(R"({"inner":{"name":7}})", "/inner/name");
}

void DescribedJsonTest::whatDoesNotFitIsRefusedWithItsPlace() {
    QFETCH(QByteArray, text);
    const auto value = decodeDescribed<Everything>(text.toStdString());
    QVERIFY(!value.has_value());
    QCOMPARE(value.error().code, ErrorCode::InvalidInput);
    QTEST(QByteArray::fromStdString(value.error().place), "place");
}

void DescribedJsonTest::everyValueSurvivesTheRoundTrip() {
    QVERIFY(rc::check("described values survive the round trip", [](bool flag, std::int64_t number, bool has) {
        Everything value;
        value.flag = flag;
        value.number = number;
        value.text = *rc::gen::element("", "usual", "other");
        value.colour = *rc::gen::element(Colour::red, Colour::green);
        value.maybe = has ? std::optional(number) : std::nullopt;
        value.words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("", "a", "\n"));
        for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
            value.counts[*rc::gen::element<std::string>("", "a", "b")] = *rc::gen::arbitrary<std::int64_t>();
        }
        value.inners.resize(*rc::gen::inRange<std::size_t>(0, 4), Inner{"n", number});
        RC_ASSERT(decodeDescribed<Everything>(encodeDescribed(value)).value() == value);
    }));
}

QTEST_GUILESS_MAIN(DescribedJsonTest)
#include "described_json_test.moc"
