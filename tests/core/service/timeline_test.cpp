#include "core/service/timeline.h"
#include "tests/core/service/profile_fixture.h"

#include <QTest>

using namespace cairn;
using Group = api::TimelineSection::Group;

namespace {

constexpr base::Millis kHour = 60LL * 60 * 1000;
constexpr base::Millis kDay = 24 * kHour;
constexpr base::Millis kNow = 20'000 * kDay + 12 * kHour; // noon, UTC

base::Day day(int fromToday) {
    return base::Day(std::chrono::days(20'000 + fromToday));
}

store::TaskMoment planned(const std::string& id, base::Millis at, const std::string& status = "scheduled") {
    return {id, status, at, {}};
}

store::TaskMoment done(const std::string& id, base::Millis at) {
    return {id, "completed", kNow, at};
}

QString told(const service::Timeline& timeline) {
    QStringList sections;
    auto id = timeline.ids.begin();
    for (const auto& section : timeline.sections) {
        QStringList ids;
        for (std::int64_t i = 0; i < section.count; ++i) {
            ids << QString::fromStdString(*id++);
        }
        static constexpr const char* kNames[] = {"overdue", "planned", "done", "undated"};
        const bool dated = section.group == Group::planned || section.group == Group::done;
        sections << QString::fromLatin1(kNames[static_cast<int>(section.group)]) +
                        (dated ? QString::asprintf("%+lld", static_cast<long long>((section.day - day(0)).count()))
                               : QString()) +
                        QLatin1Char(':') + ids.join(QLatin1Char(','));
    }
    return id == timeline.ids.end() ? sections.join(QLatin1Char(' ')) : QStringLiteral("more ids than sections");
}

base::Clock clockAt(std::function<int(base::Millis)> offset) {
    return {[] { return kNow; }, std::move(offset)};
}

} // namespace

class TimelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void putsEachTaskWhereAPersonLooksForIt() {
        const auto timeline = service::timelineOf(
            {
                done("last-week", kNow - 7 * kDay),
                {"some-day", "scheduled", {}, {}},
                planned("friday", kNow + 5 * kDay),
                {"going-on", "in_progress", {}, {}},
                planned("late", kNow - 3 * kDay),
                done("just-now", kNow),
                planned("tomorrow", kNow + kDay),
                planned("this-morning", kNow - 11 * kHour),
                planned("lapsed", kNow - 10 * kDay, "expired"),
                planned("passed-over", kNow, "skipped"),
            },
            clockAt([](base::Millis) { return 0; }));
        QCOMPARE(
            told(timeline),
            QStringLiteral("overdue:late,lapsed planned+0:going-on,this-morning planned+1:tomorrow planned+5:friday "
                           "done+0:just-now done-7:last-week undated:some-day,passed-over"));
    }

    void usesTheCalendarOfTheInstant() {
        // The clocks go forward by an hour at noon: what was done before counts by the old offset.
        const auto timeline = service::timelineOf(
            {done("before", kNow - 12 * kHour - 1), done("after", kNow + 11 * kHour)},
            clockAt([](base::Millis at) { return at < kNow ? 0 : 60; }));
        QCOMPARE(told(timeline), QStringLiteral("done+1:after done-1:before"));
    }

    void pagesFollowEachOtherInTheTimeline() {
        test::ProfileFixture profile;
        for (const auto* title : {"e", "a", "d", "b", "c"}) {
            QVERIFY(profile.add(title));
        }
        api::TaskFilter filter;
        filter.order = api::TaskOrder::title;
        const auto added = profile.list(filter);
        for (const auto& row : added->rows) {
            if (row.title == "d") {
                QVERIFY(profile.plan(row.id, profile.now + 2 * kDay));
            } else if (row.title == "c") {
                QVERIFY(profile.act(api::TaskAction::start, {row.id}));
                QVERIFY(profile.act(api::TaskAction::complete, {row.id}));
            }
        }
        filter.byDay = true;
        filter.limit = 2;
        QString titles;
        for (filter.offset = 0; filter.offset < 6; filter.offset += 2) {
            const auto page = profile.list(filter);
            QVERIFY(page);
            QCOMPARE(page->total, 5);
            QCOMPARE(page->done, 1);
            QCOMPARE(page->sections.size(), std::size_t(3));
            for (const auto& row : page->rows) {
                titles += QString::fromStdString(row.title);
            }
        }
        QCOMPARE(titles, QStringLiteral("dcabe"));
        filter.offset = 0;
        filter.text.push_back('a');
        QCOMPARE(profile.list(filter)->sections, (std::vector<api::TimelineSection>{{Group::undated, {}, 1}}));
    }

    void nothingHasNoSections() {
        const auto timeline = service::timelineOf({}, clockAt([](base::Millis) { return 0; }));
        QVERIFY(timeline.ids.empty() && timeline.sections.empty());
    }
};

QTEST_GUILESS_MAIN(TimelineTest)
#include "timeline_test.moc"
