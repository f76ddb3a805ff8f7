#include "tests/ui/tasks/proving.h"
#include "tests/ui/tasks/tasks_room.h"
#include "ui/pages/tasks/proof_panel.h"
#include "ui/pages/tasks/task_drawer.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QPushButton>

using namespace cairn;
using namespace cairn::events;
using namespace Qt::StringLiterals;
using test::SigningServer;

namespace {

constexpr const char* kTitle = "Two Sum";

// The page with a task that LeetCode can prove, and a server that speaks about it.
class ProofRoom : public test::TasksRoom {
public:
    const std::string& id() const { return m_id; }

    void claim() { m_proving.claim(m_id); }

    template<class Payload> void say(const Payload& payload) { m_proving.say(m_id, payload); }

    void openTask() {
        open();
        page().showItem(QString::fromStdString(m_id));
        QTRY_VERIFY(drawer().detail().has_value());
    }

    ui::TaskDrawer& drawer() { return *page().findChild<ui::TaskDrawer*>(); }

    // All that the panel says, and nothing where there is none.
    QString panel() {
        auto* shown = page().findChild<ui::ProofPanel*>();
        QStringList words;
        if (shown != nullptr && shown->isVisible()) {
            for (const auto* label : shown->findChildren<ui::TextLabel*>()) {
                words << label->text();
            }
        }
        return words.join(u" | "_s);
    }

    QModelIndex row() { return indexOf(QString::fromLatin1(kTitle)); }

    QString spoken() { return row().data(Qt::AccessibleTextRole).toString(); }

    QString note() { return row().data(ui::TaskModel::NoteRole).toString(); }

    QPushButton* button(const char* name) { return drawer().findChild<QPushButton*>(QString::fromLatin1(name)); }

private:
    test::Proving m_proving{profile()};
    std::string m_id = m_proving.add(kTitle);
};

} // namespace

// The proof of a task, as the page of tasks shows it and asks for it.
class TasksProofTest : public QObject {
    Q_OBJECT

private slots:

    void theDrawersFirstButtonAsksForProof() {
        ProofRoom room;
        room.openTask();
        QTRY_VERIFY(room.button("drawerPrimary") != nullptr);
        QCOMPARE(room.button("drawerPrimary")->text(), u"Ask for proof"_s);
        QVERIFY(room.button("drawerComplete") != nullptr); // by oneself is possible still
        QTest::mouseClick(room.button("drawerPrimary"), Qt::LeftButton);
        QTRY_COMPARE(room.stateOf(kTitle), api::TaskState::verifying);
        QTRY_VERIFY(room.navigator().said.contains(u"Asked for proof of Two Sum"_s));
        QVERIFY(room.navigator().undoable);
    }

    void aKeyAsksForProof() {
        ProofRoom room;
        room.open();
        QTRY_VERIFY(room.indexOf(QString::fromLatin1(kTitle)).isValid());
        room.choose(kTitle);
        QTest::keyClick(&room.view(), Qt::Key_V);
        QTRY_COMPARE(room.stateOf(kTitle), api::TaskState::verifying);
    }

    void whatNothingProvesCannotBeAsked() {
        ProofRoom room;
        const auto id = room.add("Read a book");
        QVERIFY(room.act(api::TaskAction::start, id));
        room.open();
        QTRY_VERIFY(room.indexOf(u"Read a book"_s).isValid());
        room.choose("Read a book");
        for (QAction* action : room.page().placeActions()) {
            if (action->text() == "Ask for proof"_L1) {
                QVERIFY(!action->isEnabled());
                room.choose(kTitle);
                QTRY_VERIFY(action->isEnabled());
                return;
            }
        }
        QFAIL("no such action");
    }

    void withoutAServerItWaitsAndSaysSo() {
        ProofRoom room;
        room.claim();
        room.openTask();
        QTRY_VERIFY(room.panel().contains("joined none"_L1));
        QTest::mouseClick(room.button("proofDevices"), Qt::LeftButton);
        QCOMPARE(room.navigator().went, QStringList{u"devices"_s});
        room.sync().become(test::ScriptedSync::joinedState(api::SyncPhase::offline));
        QTRY_VERIFY(room.panel().contains("goes out with the next one"_L1));
        room.sync().become(test::ScriptedSync::joinedState());
        QTRY_VERIFY(room.panel().contains("The server looks at LeetCode"_L1));
    }

    void theListSaysThatItWaitsForAConnection() {
        ProofRoom room;
        room.claim();
        room.open();
        QTRY_VERIFY(room.spoken().contains("verifying, waits for a connection"_L1));
        QCOMPARE(room.note(), u"waits for a connection"_s);
        room.sync().become(test::ScriptedSync::joinedState());
        QVERIFY(!room.spoken().contains("waits"_L1));
        QCOMPARE(room.note(), QString());
        room.sync().become(test::ScriptedSync::joinedState(api::SyncPhase::offline));
        QCOMPARE(room.note(), u"waits for a connection"_s);
        room.say(TaskVerificationDelayed{"status 503", 2, QDateTime::currentMSecsSinceEpoch() + 300'000});
        QTRY_VERIFY(room.note().startsWith("tried again at"_L1));
    }

    void aDelaySaysWhenAndWhy() {
        ProofRoom room;
        room.claim();
        room.openTask();
        const auto again = QDateTime::currentDateTime().addSecs(300);
        room.say(TaskVerificationDelayed{"status 503", 2, again.toMSecsSinceEpoch()});
        QTRY_VERIFY(room.panel().contains("status 503"_L1));
        QVERIFY(room.panel().contains(ui::Words::moment(again.toMSecsSinceEpoch())));
        QTRY_VERIFY(room.spoken().contains("tried again at"_L1));
    }

    void everyCauseSaysWhatToDo_data() {
        QTest::addColumn<int>("cause");
        QTest::addColumn<QString>("todo");
        const auto row = [](FailureCause cause, const char* todo) {
            QTest::newRow(todo) << static_cast<int>(cause) << QString::fromLatin1(todo);
        };
        row(FailureCause::not_found, "Solve it there");
        row(FailureCause::not_accepted, "once it is accepted");
        row(FailureCause::too_early, "after the start");
        row(FailureCause::too_few, "Do the rest");
        row(FailureCause::no_account, "Connect your account");
        row(FailureCause::no_requirement, "Give it the address");
        row(FailureCause::given_up, "Ask again later");
        row(FailureCause::other, "tick it off yourself");
    }

    void everyCauseSaysWhatToDo() {
        QFETCH(int, cause);
        QFETCH(QString, todo);
        ProofRoom room;
        room.claim();
        room.say(TaskFailed{"The server's own words.", static_cast<FailureCause>(cause)});
        room.openTask();
        QTRY_VERIFY2(room.panel().contains(todo), qPrintable(room.panel()));
        QVERIFY(room.panel().contains("The server's own words."_L1));
    }

    void whatFailedIsAskedAgainWithOneButton() {
        ProofRoom room;
        room.claim();
        room.say(TaskFailed{"No account.", FailureCause::no_account});
        room.openTask();
        QTRY_VERIFY(room.button("proofConnections") != nullptr);
        QTest::mouseClick(room.button("proofConnections"), Qt::LeftButton);
        QCOMPARE(room.navigator().went, QStringList{u"connections"_s});
        QCOMPARE(room.button("drawerPrimary")->text(), u"Ask again"_s);
        QTest::mouseClick(room.button("drawerPrimary"), Qt::LeftButton);
        QTRY_COMPARE(room.stateOf(kTitle), api::TaskState::verifying);
    }

    void aReceiptIsShownAndCopied() {
        ProofRoom room;
        room.claim();
        room.openTask();
        room.say(test::Proving::receipt());
        QTRY_VERIFY(room.panel().contains("Proven"_L1));
        QVERIFY(room.panel().contains("mira_codes at LeetCode"_L1));
        QVERIFY(room.panel().contains("cairn.example.org, key k1"_L1));
        QVERIFY(room.panel().contains("valid"_L1));
        QTest::mouseClick(room.button("proofCopy"), Qt::LeftButton);
        const auto copied = decodeEvent(QGuiApplication::clipboard()->text().toStdString());
        QVERIFY(copied.has_value());
        QVERIFY(verifyReceipt(*copied, {{SigningServer::key().id(), SigningServer::key().publicKey()}}).has_value());
    }

    void theDrawerLeadsToWhatIsProven() {
        ProofRoom room;
        room.claim();
        room.say(TaskFailed{"", FailureCause::not_found});
        room.openTask();
        QTRY_VERIFY(!room.panel().isEmpty());
        room.press(u"What is proven?"_s);
        QCOMPARE(room.navigator().opened, QStringList{u"proven"_s});
    }
};

CAIRN_UI_TEST_MAIN(TasksProofTest)
#include "tasks_proof_test.moc"
