#include "core/events/named_requirement.h"
#include "core/events/requirement.h"

#include <QTest>

using namespace cairn::events;
using cairn::base::ErrorCode;

namespace {

Requirement leetcode(const char* problem) {
    return {.platform = Platform::leetcode, .problem = problem};
}

Requirement codeforces(std::int64_t contest, const char* index) {
    return {.platform = Platform::codeforces, .contest = contest, .index = index};
}

Requirement github(const char* repository, std::int64_t commits, std::int64_t pullRequests) {
    return {.platform = Platform::github, .repository = repository, .commits = commits, .pullRequests = pullRequests};
}

struct Address {
    const char* url;
    std::optional<Requirement> asks;
};

const Address kAddresses[] = {
    {"https://leetcode.com/problems/two-sum/", leetcode("two-sum")},
    {"https://leetcode.com/problems/two-sum", leetcode("two-sum")},
    {"  http://www.LeetCode.com/problems/Two-Sum/description/?envType=daily#top \n", leetcode("two-sum")},
    {"leetcode.com/problems/3sum/submissions/123/", leetcode("3sum")},
    {"https://leetcode.com/contest/weekly-contest-412/problems/final-array-state/", leetcode("final-array-state")},
    {"https://leetcode.com/problems/", std::nullopt},
    {"https://leetcode.com/problems/two%20sum/", std::nullopt},
    {"https://leetcode.com/u/mira_codes/", std::nullopt},
    {"https://leetcode.com/contest/weekly-contest-412/", std::nullopt},
    {"https://codeforces.com/problemset/problem/1700/B", codeforces(1700, "B")},
    {"https://codeforces.com/contest/2149/problem/d", codeforces(2149, "D")},
    {"https://m1.codeforces.com/contest/1029/problem/F1/?locale=en", codeforces(1029, "F1")},
    {"https://codeforces.com/gym/100001/problem/A", std::nullopt},
    {"https://codeforces.com/contest/1700", std::nullopt},
    {"https://codeforces.com/contest/0/problem/A", std::nullopt},
    {"https://codeforces.com/contest/99999999999999999999/problem/A", std::nullopt},
    {"https://codeforces.com/contest/17x/problem/A", std::nullopt},
    {"https://codeforces.com/contest/1700/problem/ABCD", std::nullopt},
    {"https://codeforces.com/group/x/contest/1700/problem/A", std::nullopt},
    {"https://codeforces.com/profile/mira_codes", std::nullopt},
    {"https://github.com/mira-codes/ledger", github("mira-codes/ledger", 1, 0)},
    {"https://github.com/mira-codes/ledger.git", github("mira-codes/ledger", 1, 0)},
    {"https://github.com/mira-codes/ledger/commits/main", github("mira-codes/ledger", 1, 0)},
    {"https://github.com/Qt/qt.base/pulls", github("Qt/qt.base", 0, 1)},
    {"https://github.com/Qt/qtbase/pull/12/files", github("Qt/qtbase", 0, 1)},
    {"https://github.com/exercism/cpp/blob/main/exercises/practice/leap/leap.cpp", std::nullopt},
    {"https://github.com/exercism/cpp/issues/12", std::nullopt},
    {"https://github.com/mira-codes", std::nullopt},
    {"https://github.com/features/actions", std::nullopt},
    {"https://github.com/a/..", std::nullopt},
    {"https://gist.github.com/mira-codes/1234", std::nullopt},
    // Hosts that only look like one.
    {"https://leetcode.com.example.org/problems/two-sum/", std::nullopt},
    {"https://leetcode.com@example.org/problems/two-sum/", std::nullopt},
    {"https://example.org/leetcode.com/problems/two-sum/", std::nullopt},
    {"ftp://leetcode.com/problems/two-sum/", std::nullopt},
    {"https://", std::nullopt},
    {"https://///", std::nullopt},
    {"two-sum", std::nullopt},
    {"", std::nullopt},
};

} // namespace

class RequirementTest : public QObject {
    Q_OBJECT

private slots:

    void addressesAskForWhatTheyShow_data() {
        QTest::addColumn<int>("row");
        for (int row = 0; row < static_cast<int>(std::size(kAddresses)); ++row) {
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(row).arg(QLatin1String(kAddresses[row].url)))) << row;
        }
    }

    void addressesAskForWhatTheyShow() {
        QFETCH(int, row);
        QVERIFY(requirementFrom(kAddresses[row].url) == kAddresses[row].asks);
    }

    void whatAnAddressAsksForCanBeAsked() {
        for (const auto& address : kAddresses) {
            if (const auto asked = requirementFrom(address.url)) {
                QVERIFY2(check(*asked).has_value(), address.url);
            }
        }
    }

    void whatIsAskedForHasAnAddress() {
        for (const auto& address : kAddresses) {
            if (const auto asked = requirementFrom(address.url)) {
                const auto there = requirementFrom(addressOf(*asked));
                QVERIFY2(there && there->platform == asked->platform, address.url);
                QCOMPARE(there->problem, asked->problem);
                QCOMPARE(there->contest, asked->contest);
                QCOMPARE(there->index, asked->index);
                QCOMPARE(there->repository, asked->repository);
            }
        }
        QCOMPARE(addressOf(codeforces(100'001, "A")), std::string("https://codeforces.com/gym/100001/problem/A"));
        QCOMPARE(addressOf({}), std::string());
        QCOMPARE(addressOf(leetcode("../two sum")), std::string());
    }

    void textWithNulsAndHalvesOfCharactersIsNoAddress() {
        QVERIFY(!requirementFrom(std::string("https://leetcode.com/problems/two\0sum", 37)));
        QVERIFY(!requirementFrom("https://github.com/\xc3/\xa9"));
    }

    void whatCannotBeAskedIsSaid_data() {
        QTest::addColumn<int>("row");
        for (int row = 0; row < static_cast<int>(std::size(kLacking)); ++row) {
            QTest::addRow("%d", row) << row;
        }
    }

    void whatCannotBeAskedIsSaid() {
        QFETCH(int, row);
        const auto said = check(kLacking[row]);
        QVERIFY(!said);
        QCOMPARE(said.error().code, ErrorCode::InvalidInput);
        QVERIFY(!said.error().message.empty());
    }

    void noPlatformLacksNothing() { QVERIFY(check(Requirement{}).has_value()); }

    void namesSayWhatIsAskedFor() {
        const auto of = [](const NamedRequirement& named) { return requirementFrom(named).value_or(Requirement()); };
        QVERIFY(of({.problem_slug = "Two-Sum"}) == leetcode("two-sum"));
        QVERIFY(of({.contest_id = 1900, .problem_index = "b"}) == codeforces(1900, "B"));
        QVERIFY(of({.repo = "mira/katas"}) == github("mira/katas", 1, 0));
        QVERIFY(of({.repo = "mira/katas", .min_commits = 3}) == github("mira/katas", 3, 0));
        QVERIFY(of({.repo = "mira/katas", .min_pull_requests = 2}) == github("mira/katas", 0, 2));
        QVERIFY(of({.platform = Platform::github, .repo = "mira/katas"}) == github("mira/katas", 1, 0));
        QVERIFY(requirementFrom(NamedRequirement{.platform = Platform::none}) == Requirement());
        for (const auto& whole : {leetcode("two-sum"), codeforces(1900, "B"), github("a/b", 2, 1), Requirement()}) {
            auto names = namesOf(whole);
            names.platform = whole.platform;
            QVERIFY(requirementFrom(names) == whole);
        }
    }

    void theNameThatIsWrongIsTold_data() {
        QTest::addColumn<NamedRequirement>("named");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* name, const NamedRequirement& named, const char* place) {
            QTest::newRow(name) << named << QString::fromLatin1(place);
        };
        row("nothing", {}, "platform");
        row("no slug", {.platform = Platform::leetcode}, "problem_slug");
        row("an address", {.problem_slug = "https://leetcode.com/problems/two-sum"}, "problem_slug");
        row("no index", {.contest_id = 1900}, "problem_index");
        row("no contest", {.problem_index = "B"}, "contest_id");
        row("contest 0", {.contest_id = 0, .problem_index = "B"}, "contest_id");
        row("no owner", {.repo = "katas", .min_commits = 2}, "repo");
        row("no repository", {.min_commits = 2}, "repo");
        row("nothing wanted", {.repo = "a/b", .min_commits = 0}, "min_commits");
        row("too much", {.repo = "a/b", .min_commits = 1'001}, "min_commits");
        row("less than nothing", {.repo = "a/b", .min_commits = 1, .min_pull_requests = -1}, "min_pull_requests");
        row("two platforms", {.problem_slug = "two-sum", .min_commits = 2}, "min_commits");
        row("another platform", {.platform = Platform::github, .problem_slug = "two-sum"}, "problem_slug");
        row("none, and yet one", {.platform = Platform::none, .problem_slug = "two-sum"}, "problem_slug");
    }

    void theNameThatIsWrongIsTold() {
        QFETCH(NamedRequirement, named);
        QFETCH(QString, place);
        const auto found = requirementFrom(named);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::InvalidInput);
        QCOMPARE(QString::fromStdString(found.error().place), place);
        QVERIFY(!found.error().message.empty());
    }

private:
    inline static const Requirement kLacking[] = {
        leetcode(""),
        leetcode("https://leetcode.com/problems/two-sum"),
        codeforces(0, "A"),
        codeforces(-1700, "A"),
        codeforces(1700, ""),
        codeforces(1700, "A/B"),
        github("", 1, 0),
        github("owner", 1, 0),
        github("owner/name/more", 1, 0),
        github("owner/name", 0, 0),
        github("owner/name", -1, 2),
        github("owner/name", 1'001, 0),
        github("owner/name", 0, std::numeric_limits<std::int64_t>::max()),
    };
};

QTEST_APPLESS_MAIN(RequirementTest)
#include "requirement_test.moc"
