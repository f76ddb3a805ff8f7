#include "core/store/views.h"
#include "tests/core/store/profile_folder.h"

#include <QTest>

#include <algorithm>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;

namespace {

template<class T> Entry entry(const std::string& subject, const T& payload) {
    return {events::draft(subject, payload), kNow};
}

std::vector<Entry> profile() {
    using namespace events;
    return {
        entry("path/cpp", PathCreated{.title = "C++", .slug = "cpp"}),
        entry("path/gone", PathCreated{.title = "Gone"}),
        entry("path/gone", PathRemoved{}),
        entry("topic/loops", TopicCreated{.path = "cpp", .slug = "loops", .title = "Loops", .rank = 1}),
        entry("topic/old", TopicCreated{.path = "cpp", .title = "Old loops"}),
        entry("topic/old", TopicRetired{}),
        entry(
            "task/leap",
            TaskCreated{
                .title = "Leap",
                .slug = "leap",
                .source = TaskSource::exercism,
                .path = "cpp",
                .module = "Basics",
                .topics = {"text", "loops"},
                .difficulty = 4}),
        entry("task/leap-more", TaskCreated{.title = "More 100%", .slug = "x", .path = "cpp", .module = "basics"}),
        entry("task/own", TaskCreated{.title = "Read about loops", .module = "Alone"}),
        entry("task/lost", TaskCreated{.title = "Lost", .path = "gone", .topics = {"loops"}}),
        entry("task/deleted", TaskCreated{.title = "Deleted"}),
        entry("task/leap", TaskStarted{}),
        entry("task/leap", TaskCompleted{.hints = 2, .utcOffset = 60}),
        entry("task/lost", TaskStarted{}),
        entry("task/lost", TaskCompleted{}),
        entry("task/deleted", TaskStarted{}),
        entry("task/deleted", TaskCompleted{}),
        entry("task/deleted", TaskDeleted{}),
        entry("task/own", TaskScheduled{kNow - 1}),
    };
}

QStringList titles(const std::vector<NamedLine>& lines) {
    QStringList all;
    for (const auto& line : lines) {
        all += QString::fromStdString(line.kind + " " + line.title);
    }
    return all;
}

} // namespace

class ViewsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void findsSubjects();
    void readsAllOfAPath();
    void countsCompletionsAlsoOfWhatIsGone();
    void takesTheReceiptsWordForWhatItIsWorth();
    void countsWhatIsShown();
    void listsModulesAndSources();
    void searchesNames();
    void matchesTasksByTheirBeginnings();
    void findsWhatIsOverdue();
    void listsWhatIsThereToReview();
    void namesThings();

private:
    std::unique_ptr<ProfileFolder> m_folder{};
    std::unique_ptr<Store> m_store{};
    std::unique_ptr<Views> m_views{};
};

void ViewsTest::init() {
    m_folder = std::make_unique<ProfileFolder>();
    m_store = m_folder->open();
    must(m_store->append(profile()));
    m_views = std::make_unique<Views>(m_store->database());
}

void ViewsTest::cleanup() {
    m_views.reset();
    m_store.reset();
}

void ViewsTest::findsSubjects() {
    QCOMPARE(m_views->find<state::Task>("task/leap")->hints, 2);
    QVERIFY(!m_views->find<state::Task>("task/none"));
    QVERIFY(!m_views->find<state::Topic>("task/leap"));
    QVERIFY(!m_views->find<state::Task>("'; DROP TABLE event"));
}

void ViewsTest::readsAllOfAPath() {
    QCOMPARE(m_views->paths().size(), std::size_t{2});
    QCOMPARE(m_views->topicsOf("cpp").size(), std::size_t{2});
    QCOMPARE(m_views->tasksOf("cpp").size(), std::size_t{2});
    QCOMPARE(m_views->tasksOf("").size(), std::size_t{2}); // those of one's own
    QVERIFY(m_views->tasksOf("none").empty());
}

void ViewsTest::countsCompletionsAlsoOfWhatIsGone() {
    const auto completions = m_views->completions();
    QCOMPARE(completions.size(), std::size_t{2});
    QCOMPARE(completions[0].task, std::string("leap"));
    QVERIFY(completions[0].topics == (std::vector<std::string>{"text", "loops"}));
    QCOMPARE(completions[0].difficulty, 4);
    QCOMPARE(completions[0].hints, 2);
    QCOMPARE(completions[0].utcOffset, 60);
    QCOMPARE(completions[1].task, std::string("lost"));
    QVERIFY(!completions[1].verified);
}

void ViewsTest::takesTheReceiptsWordForWhatItIsWorth() {
    Device learner("laptop");
    Device server("server", "learner/else");
    for (const std::string task : {"task/x-one", "task/x-two"}) {
        learner.add(
            events::draft(task, events::TaskCreated{.title = "Sum", .topics = {"graphs"}, .difficulty = 10}),
            base::Hlc::at(kNow));
        server.add(
            events::draft(
                task,
                events::TaskVerified{
                    .imported = true, .problem = "leetcode/two-sum", .difficulty = 2, .topics = {"arrays"}}),
            base::Hlc::at(kNow + 1), true);
    }
    must(m_store->receive(learner.log(), kNow));
    must(m_store->receive(server.log(), kNow));
    const auto lines = m_views->completions();
    QCOMPARE(std::ranges::count_if(lines, &CompletionLine::verified), 2);
    for (const auto& line : lines) {
        if (line.verified) {
            QCOMPARE(line.problem, std::string("leetcode/two-sum"));
            QCOMPARE(line.difficulty, 2);
            QCOMPARE(line.topics, std::vector<std::string>{"arrays"});
        }
    }
}

void ViewsTest::countsWhatIsShown() {
    const std::map<std::string, std::int64_t> wanted{{"completed", 1}, {"scheduled", 2}};
    QVERIFY(m_views->countByStatus() == wanted);
}

void ViewsTest::listsModulesAndSources() {
    QCOMPARE(m_views->modules().size(), std::size_t{3});
    QCOMPARE(m_views->modules().front(), std::string("Alone"));
    QVERIFY(m_views->sources() == (std::vector<std::string>{"exercism", "own"}));
}

void ViewsTest::searchesNames() {
    QCOMPARE(titles(m_views->search({"loops"}, 10)), (QStringList{"topic Loops", "task Read about loops"}));
    QCOMPARE(titles(m_views->search({"loops", "read"}, 10)), (QStringList{"task Read about loops"}));
    QCOMPARE(titles(m_views->search({"100%"}, 10)), (QStringList{"task More 100%"}));
    QCOMPARE(titles(m_views->search({"1_0"}, 10)), QStringList());
    QCOMPARE(titles(m_views->search({"lost"}, 10)), QStringList());
    QCOMPARE(m_views->search({}, 3).size(), std::size_t{3});
    QCOMPARE(m_views->search({"leap"}, 10).front().context, std::string("C++"));
    QCOMPARE(m_views->search({"read"}, 10).front().context, std::string());
}

void ViewsTest::matchesTasksByTheirBeginnings() {
    QVERIFY(m_views->matchTasks("leap") == std::vector<std::string>{"leap"});
    QVERIFY(m_views->matchTasks("x") == std::vector<std::string>{"leap-more"});
    QVERIFY(m_views->matchTasks("le") == (std::vector<std::string>{"leap", "leap-more"}));
    QVERIFY(m_views->matchTasks("%").empty());
    QVERIFY(m_views->matchTasks("").empty());
    QVERIFY(m_views->matchTasks("lost").empty());
}

void ViewsTest::findsWhatIsOverdue() {
    QVERIFY(m_views->overdue(kNow) == std::vector<std::string>{"own"});
    QVERIFY(m_views->overdue(kNow - 1).empty());
}

void ViewsTest::listsWhatIsThereToReview() {
    QVERIFY(m_views->reviewLines().empty()); // none is an exercise or names a problem
    QCOMPARE(m_views->reviewLine("leap")->at, kNow);
    must(m_store->append(std::vector<Entry>{
        entry("review/leap", events::ReviewGraded{.grade = events::ReviewGrade::hard, .utcOffset = 60}),
        entry("review/lost", events::ReviewGraded{}), entry("review/deleted", events::ReviewWanted{}),
        entry("review/own", events::ReviewWanted{}),
        entry("task/own", events::TaskEdited{.url = "https://leetcode.com/problems/two-sum/"}),
        entry("task/leap-more", events::TaskEdited{.url = "https://leetcode.com/problems/3sum/"}),
        entry("task/leap-more", events::TaskStarted{}), entry("task/leap-more", events::TaskCompleted{})}));
    const auto lines = m_views->reviewLines();
    QCOMPARE(lines.size(), std::size_t{2});
    QCOMPARE(lines[0].task, std::string("leap"));
    QCOMPARE(lines[0].pathTitle, std::string("C++"));
    QCOMPARE(lines[0].utcOffset, 60);
    QVERIFY(!lines[0].problem && !lines[0].imported);
    QCOMPARE(lines[0].review.gradings, (std::vector<state::Grading>{{kNow, events::ReviewGrade::hard, 60}}));
    QCOMPARE(lines[1].task, std::string("leap-more"));
    QVERIFY(lines[1].problem && lines[1].review == state::Review{});
    QVERIFY(!m_views->reviewLine("own") && !m_views->reviewLine("lost") && !m_views->reviewLine("none"));
    QCOMPARE(m_views->reviews().size(), std::size_t{4});
}

void ViewsTest::namesThings() {
    QCOMPARE(m_views->title("review/leap"), std::string("Leap"));
    QCOMPARE(m_views->title("topic/loops"), std::string("Loops"));
    QCOMPARE(m_views->title("topic/none"), std::string());
    QCOMPARE(m_views->title("event/loops"), std::string());
    QVERIFY(
        (m_views->topicTitles({"loops", "none", "old"}) ==
         std::map<std::string, std::string>{{"loops", "Loops"}, {"old", "Old loops"}}));
    QVERIFY(!m_views->meta("learner").empty());
    QCOMPARE(m_views->meta("none"), std::string());
    QCOMPARE(m_views->cachedLayout("none"), std::string());
}

QTEST_GUILESS_MAIN(ViewsTest)
#include "views_test.moc"
