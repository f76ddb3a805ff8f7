#include "tests/ui/active_window.h"
#include "tests/ui/tasks/page_room.h"
#include "ui/paths/path_editor.h"
#include "ui/widgets/notice.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>

using namespace cairn;
using namespace Qt::StringLiterals;
using api::SyncPhase;
using test::ScriptedSync;
using ui::PathEditor;

namespace {

plan::PathPlan threeTopics() {
    plan::PathPlan plan;
    plan.title = "Modern C++";
    plan.topics = {
        {"v", "Values", "", "", {}, {{"", "Swap two", 2, "", {}}}},
        {"f", "Functions", "", "", {"v"}, {{"", "Call it", 2, "", {}}}},
        {"j", "Reading JSON", "", "nlohmann json", {"f"}, {{"", "Settings", 4, "", {"parse"}}}}};
    return plan;
}

class EditorRoom : public test::PageRoom {
public:
    // A path that was saved before.
    std::string saved() {
        const auto done = answer<api::Done>(
            [this](auto reply) { return profile().paths().save(threeTopics(), {}, {}, std::move(reply)); });
        return done && !done->changed.empty() ? done->changed.front() : std::string();
    }

    api::PathDraft draft(const std::string& path) {
        return answer<api::PathDraft>([&](auto reply) { return profile().paths().draft(path, reply); })
            .value_or(api::PathDraft());
    }

    void open(const std::string& path = {}, SyncPhase phase = SyncPhase::live, bool good = true) {
        sync().become(phase == SyncPhase::off ? api::SyncState{} : ScriptedSync::joinedState(phase));
        m_editor = new PathEditor(profile(), sync(), theme(), path);
        m_editor->show();
        QVERIFY(test::waitUntilActive(m_editor));
        QTRY_VERIFY(m_editor->isEnabled());
        QTRY_COMPARE(topics().count() > 0, good && !path.empty());
    }

    ~EditorRoom() { delete m_editor; }

    PathEditor& editor() { return *m_editor; }

    template<class T> T& part(const char* name) {
        T* found = m_editor->findChild<T*>(QString::fromLatin1(name));
        Q_ASSERT(found != nullptr);
        return *found;
    }

    QListWidget& topics() { return part<QListWidget>("planTopics"); }

    QTableWidget& exercises() { return part<QTableWidget>("planExercises"); }

    void press(const char* name) {
        auto& button = part<QAbstractButton>(name);
        QTRY_VERIFY2(button.isEnabled(), name);
        QTest::mouseClick(&button, Qt::LeftButton);
    }

    void type(const char* name, const QString& text) {
        auto& line = part<QLineEdit>(name);
        line.setFocus();
        line.selectAll();
        QTest::keyClicks(&line, text);
    }

    // The sentences of one kind: "planFlaw", "planHint".
    QStringList remarks(const char* kind) {
        QStringList all;
        for (const auto* label : m_editor->findChildren<QLabel*>(QString::fromLatin1(kind))) {
            if (label->isVisibleTo(m_editor)) {
                all << label->text();
            }
        }
        return all;
    }

    QString notice() { return part<ui::Notice>("planNotice").text(); }

    QString documentation() { return part<ui::Notice>("planDocumentation").text(); }

private:
    PathEditor* m_editor = nullptr;
};

events::TopicDocumented documented(std::vector<std::string> found, std::vector<std::string> missing = {}) {
    return {
        7,
        "nlohmann json",
        "/nlohmann/json",
        "JSON for Modern C++",
        "https://example.org/parse",
        std::move(found),
        std::move(missing),
        ""};
}

} // namespace

class PathEditorTest : public QObject {
    Q_OBJECT

private slots:

    void aPathIsWrittenWithTheKeyboardAlone() {
        EditorRoom room;
        room.open();
        QSignalSpy saved(&room.editor(), &PathEditor::saved);
        QVERIFY(room.part<QLineEdit>("planTitle").hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), u"Modern C++"_s);
        const auto add = [&](const QString& title, const QString& exercise) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::AltModifier);
            QTRY_VERIFY(room.part<QLineEdit>("planTopicTitle").hasFocus());
            QTest::keyClicks(QApplication::focusWidget(), title);
            auto& button = room.part<QPushButton>("planAddExercise");
            button.setFocus();
            QTest::keyClick(&button, Qt::Key_Space);
            QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()) != nullptr);
            QTest::keyClicks(QApplication::focusWidget(), exercise);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        };
        add(u"Values"_s, u"Swap two"_s);
        add(u"Functions"_s, u"Call it"_s);
        QTRY_COMPARE(room.remarks("planFlaw"), QStringList());
        QTest::keyClick(&room.editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(saved.count(), 1);
        const auto plan = room.draft(saved.front().front().toString().toStdString()).plan;
        QCOMPARE(plan.title, std::string("Modern C++"));
        QCOMPARE(plan.topics.size(), std::size_t(2));
        QCOMPARE(plan.topics[0].exercises.front().title, std::string("Swap two"));
        QCOMPARE(plan.topics[1].title, std::string("Functions"));
        QCOMPARE(plan.topics[1].prerequisites, std::vector{plan.topics[0].id});
    }

    void theOrderIsCheckedWhileOneWritesAndMendedWithOneStep() {
        EditorRoom room;
        room.open(room.saved());
        QTRY_COMPARE(room.remarks("planFlaw"), QStringList());
        room.topics().setCurrentRow(0);
        room.topics().setFocus();
        QTest::keyClick(&room.topics(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(room.topics().item(0)->text(), u"1. Functions"_s);
        QTRY_COMPARE(room.remarks("planFlaw"), QStringList{u"Functions stands before Values, which it needs."_s});
        QTest::keyClick(&room.editor(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(room.notice().contains(u"could not be learned"_s), qPrintable(room.notice()));
        QVERIFY(room.editor().isVisible());
        room.press("planOrder");
        QTRY_COMPARE(room.remarks("planFlaw"), QStringList());
        QCOMPARE(room.topics().item(0)->text(), u"1. Values"_s);
    }

    void aCircleIsNamed() {
        EditorRoom room;
        room.open(room.saved());
        room.topics().setCurrentRow(0);
        auto& needs = room.part<QListWidget>("planNeeds");
        QCOMPARE(needs.count(), 2);
        needs.setFocus();
        needs.setCurrentRow(1);
        QTest::keyClick(&needs, Qt::Key_Space);
        QTRY_COMPARE(room.remarks("planFlaw").size(), 1);
        QVERIFY2(
            room.remarks("planFlaw").front().contains(u"Values → Reading JSON → Functions → Values"_s),
            qPrintable(room.remarks("planFlaw").front()));
    }

    void whatTheServerFoundIsShownSavedAndShownAgain() {
        EditorRoom room;
        const auto path = room.saved();
        const auto json = room.draft(path).plan.topics[2].id;
        room.open(path);
        room.topics().setCurrentRow(2);
        QVERIFY(room.documentation().contains(u"not looked up"_s));
        room.sync().verdict.topics = {{json, plan::Standing::unproven, documented({}, {"parse"})}};
        room.press("planLookUp");
        QTRY_VERIFY2(room.documentation().contains(u"does not speak of parse"_s), qPrintable(room.documentation()));
        QVERIFY(room.notice().contains(u"unproven"_s));
        room.sync().verdict.topics = {{json, plan::Standing::proven, documented({"parse"})}};
        room.press("planLookUp");
        QTRY_VERIFY2(room.documentation().contains(u"speaks of what it needs"_s), qPrintable(room.documentation()));
        QSignalSpy saved(&room.editor(), &PathEditor::saved);
        room.press("planSave");
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(room.draft(path).documented.at(json).found, std::vector<std::string>{"parse"});
    }

    void whyNobodyAnsweredIsSaidAndTakesNothingBack() {
        EditorRoom room;
        const auto path = room.saved();
        const auto json = room.draft(path).plan.topics[2].id;
        room.open(path);
        room.topics().setCurrentRow(2);
        events::TopicDocumented late;
        late.technology = "nlohmann json";
        late.reason = "Context7 cannot be asked now.";
        room.sync().verdict.topics = {{json, plan::Standing::unproven, late}};
        room.press("planLookUp");
        QTRY_VERIFY2(room.documentation().contains(u"Unproven"_s), qPrintable(room.documentation()));
        QVERIFY(room.editor().findChild<QWidget*>(u"planDocumentation"_s) != nullptr);
        room.sync().verdict.topics = {{json, plan::Standing::proven, documented({"parse"})}};
        room.press("planLookUp");
        QTRY_VERIFY(room.documentation().contains(u"speaks of what it needs"_s));
        room.sync().verdict.topics = {{json, plan::Standing::unproven, late}};
        room.press("planLookUp");
        QTRY_VERIFY(room.part<QPushButton>("planLookUp").text() != u"Stop"_s);
        QVERIFY2(room.documentation().contains(u"speaks of what it needs"_s), qPrintable(room.documentation()));
    }

    void aChangedNeedIsUnprovenAgain() {
        EditorRoom room;
        const auto path = room.saved();
        const auto json = room.draft(path).plan.topics[2].id;
        room.open(path);
        room.topics().setCurrentRow(2);
        room.sync().verdict.topics = {{json, plan::Standing::proven, documented({"parse"})}};
        room.press("planLookUp");
        QTRY_VERIFY(room.documentation().contains(u"speaks of what it needs"_s));
        room.exercises().item(0, 2)->setText(u"parse, dump"_s);
        QTRY_VERIFY2(room.documentation().contains(u"Unproven"_s), qPrintable(room.documentation()));
    }

    void withoutAServerTheRestWorks() {
        EditorRoom room;
        room.open(room.saved(), SyncPhase::offline);
        QVERIFY(!room.part<QPushButton>("planLookUp").isEnabled());
        QVERIFY(!room.part<QPushButton>("planLookUp").toolTip().isEmpty());
        room.type("planTitle", u"Another name"_s);
        QSignalSpy saved(&room.editor(), &PathEditor::saved);
        room.press("planSave");
        QTRY_COMPARE(saved.count(), 1);
    }

    void lookingUpCanBeStoppedAndFail() {
        EditorRoom room;
        room.open(room.saved());
        room.sync().hold();
        room.press("planLookUp");
        QCOMPARE(room.part<QPushButton>("planLookUp").text(), u"Stop"_s);
        room.press("planLookUp");
        QVERIFY(room.notice().contains(u"Stopped"_s));
        room.sync().goOn();
        QTest::qWait(50);
        QVERIFY(room.notice().contains(u"Stopped"_s));
        room.sync().failure = base::Error{base::ErrorCode::Busy, "two others are asking; try in a minute"};
        room.press("planLookUp");
        QTRY_VERIFY2(!room.notice().contains(u"Stopped"_s) && !room.notice().isEmpty(), qPrintable(room.notice()));
        QTRY_COMPARE(room.part<QPushButton>("planLookUp").text(), u"Look up the documentation"_s);
    }

    void savingTakesWhatIsBeingWrittenInACell() {
        EditorRoom room;
        const auto path = room.saved();
        room.open(path);
        auto& button = room.part<QPushButton>("planAddExercise");
        button.setFocus();
        QTest::keyClick(&button, Qt::Key_Space);
        QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()) != nullptr);
        QTest::keyClicks(QApplication::focusWidget(), u"Swap three"_s);
        QSignalSpy saved(&room.editor(), &PathEditor::saved);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(saved.count(), 1);
        const auto exercises = room.draft(path).plan.topics[0].exercises;
        QCOMPARE(exercises.size(), std::size_t(2));
        QCOMPARE(exercises[1].title, std::string("Swap three"));
    }

    void anExerciseWithoutATitleIsNotDroppedInSilence() {
        EditorRoom room;
        const auto path = room.saved();
        room.open(path);
        room.exercises().item(0, 0)->setText({});
        room.press("planSave");
        QVERIFY2(room.notice().contains(u"exercise needs a title"_s), qPrintable(room.notice()));
        QVERIFY(room.editor().isVisible());
        QCOMPARE(room.draft(path).plan.topics[0].exercises.size(), std::size_t(1));
    }

    void openingAndSavingChangesNothing() {
        EditorRoom room;
        auto plan = threeTopics();
        plan.topics[0].title = std::string(150, 'x');
        plan.topics[2].exercises.front().needs = {"std::map<K, V>"};
        const auto done = room.answer<api::Done>(
            [&](auto reply) { return room.profile().paths().save(plan, {}, {}, std::move(reply)); });
        const auto path = done->changed.front();
        const auto before = room.draft(path).plan;
        room.open(path);
        room.topics().setCurrentRow(2);
        QSignalSpy saved(&room.editor(), &PathEditor::saved);
        room.type("planTitle", u"Another name"_s);
        room.press("planSave");
        QTRY_COMPARE(saved.count(), 1);
        auto after = room.draft(path).plan;
        QCOMPARE(after.title, std::string("Another name"));
        after.title = before.title;
        QVERIFY(after == before);
    }

    void savingWhatWasNotChangedOffersNoUndo() {
        EditorRoom room;
        room.open(room.saved());
        QSignalSpy saved(&room.editor(), &PathEditor::saved);
        QSignalSpy ended(&room.editor(), &QDialog::accepted);
        room.press("planSave");
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(saved.count(), 0);
    }

    void whatCannotBeEditedIsNotSavedAsANewPath() {
        EditorRoom room;
        QVERIFY(room.importFirstSteps());
        const auto paths = room.answer<std::vector<api::PathSummary>>(
            [&](auto reply) { return room.profile().paths().list(std::move(reply)); });
        room.open(paths->front().id, SyncPhase::live, false);
        QTRY_VERIFY2(room.notice().contains(u"imported"_s), qPrintable(room.notice()));
        room.type("planTitle", u"Mine"_s);
        QTest::keyClick(&room.editor(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!room.part<QPushButton>("planSave").isEnabled());
        QTest::qWait(50);
        QCOMPARE(
            room.answer<std::vector<api::PathSummary>>(
                    [&](auto reply) { return room.profile().paths().list(std::move(reply)); })
                ->size(),
            paths->size());
    }

    void whatIsMissingIsSaidWhereItIsMissing() {
        EditorRoom room;
        room.open();
        room.press("planSave");
        QVERIFY(room.notice().contains(u"title"_s));
        QVERIFY(room.part<QLineEdit>("planTitle").hasFocus());
        room.type("planTitle", u"A path"_s);
        room.press("planSave");
        QVERIFY2(room.notice().contains(u"could not be learned"_s), qPrintable(room.notice()));
        room.press("planAddTopic");
        room.press("planSave");
        QVERIFY(room.notice().contains(u"topic needs a title"_s));
        QTRY_VERIFY(room.part<QLineEdit>("planTopicTitle").hasFocus());
    }

    void whatWasWrittenIsNotLostByEscape() {
        EditorRoom room;
        room.open(room.saved());
        room.type("planTitle", u"Another name"_s);
        QTest::keyClick(&room.editor(), Qt::Key_Escape);
        auto* question = room.editor().findChild<QMessageBox*>();
        QVERIFY(question != nullptr);
        QVERIFY(test::waitUntilActive(question));
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY(room.editor().findChild<QMessageBox*>() == nullptr);
        QVERIFY(room.editor().isVisible());
        QCOMPARE(room.part<QLineEdit>("planTitle").text(), u"Another name"_s);
    }

    void aTopicThatGoesIsNoLongerNeeded() {
        EditorRoom room;
        room.open(room.saved());
        room.topics().setCurrentRow(1);
        room.topics().setFocus();
        QTest::keyClick(&room.topics(), Qt::Key_Delete);
        QCOMPARE(room.topics().count(), 2);
        QTRY_COMPARE(room.remarks("planFlaw").size(), 1); // nothing joins the last to the first now
        QVERIFY(room.remarks("planFlaw").front().contains(u"Nothing joins"_s));
        QSignalSpy saved(&room.editor(), &PathEditor::saved);
        room.press("planSave"); // which one may save
        QTRY_COMPARE(saved.count(), 1);
    }
};

CAIRN_UI_TEST_MAIN(PathEditorTest)
#include "path_editor_test.moc"
