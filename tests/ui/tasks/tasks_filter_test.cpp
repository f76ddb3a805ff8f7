#include "tests/ui/tasks/tasks_room.h"
#include "ui/pages/tasks/filter_bar.h"
#include "ui/pages/tasks/filter_chip.h"
#include "ui/pages/tasks/filter_popups.h"

#include <QLabel>
#include <QListWidget>
#include <QSpinBox>

using namespace cairn;
using namespace cairn::ui;
using cairn::test::TasksRoom;

// Chips, text, order and the two views.
class TasksFilterTest : public QObject {
    Q_OBJECT

private:
    static FilterBar& bar(TasksRoom& room) { return *room.page().findChild<FilterBar*>(); }

    static void pick(FilterChip& chip, const QStringList& titles) {
        QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(12, chip.height() / 2));
        QWidget* popup = nullptr;
        QTRY_VERIFY((popup = QApplication::activePopupWidget()) != nullptr);
        auto* list = popup->findChild<QListWidget*>();
        for (const QString& title : titles) {
            const auto found = list->findItems(title, Qt::MatchExactly);
            QVERIFY2(found.size() == 1, qPrintable(title));
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(found.first()).center());
        }
        if (popup->isVisible()) {
            QTest::keyClick(popup, Qt::Key_Escape);
        }
        QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
    }

    static QString summary(TasksRoom& room) {
        for (const QLabel* label : bar(room).findChildren<QLabel*>()) {
            if (label->text().contains(QStringLiteral(" · "))) {
                return label->text();
            }
        }
        return {};
    }

    // Alpha 2 in progress, Beta 5, Gamma 8 done, Delta 5 planned for yesterday; Beta and Gamma in module M.
    static void fill(TasksRoom& room) {
        const std::string alpha = room.add("Alpha", 2);
        room.add("Beta", 5, {}, "M");
        const std::string gamma = room.add("Gamma", 8, {}, "M");
        room.add("Delta", 5, plannedAt(QDate::currentDate().addDays(-1)));
        QVERIFY(room.act(api::TaskAction::start, alpha));
        QVERIFY(room.act(api::TaskAction::start, gamma));
        QVERIFY(room.act(api::TaskAction::complete, gamma));
        room.open();
        QTRY_COMPARE(room.view().model()->rowCount(), 4);
    }

    static QStringList sorted(TasksRoom& room) {
        QStringList titles = room.titles().split(QStringLiteral(", "), Qt::SkipEmptyParts);
        titles.sort();
        return titles;
    }

private Q_SLOTS:

    void filtersByStatus() {
        TasksRoom room;
        fill(room);
        pick(bar(room).statusChip(), {QStringLiteral("in progress"), QStringLiteral("self-reported")});
        QTRY_COMPARE(sorted(room), QStringList({QStringLiteral("Alpha"), QStringLiteral("Gamma")}));
        QVERIFY(bar(room).statusChip().isActive());
        FilterChip& chip = bar(room).statusChip();
        QTest::mouseClick(&chip, Qt::LeftButton, {}, chip.crossRect().center());
        QTRY_COMPARE(sorted(room).size(), 4);
        QVERIFY(!chip.isActive());
    }

    void filtersCombine() {
        TasksRoom room;
        fill(room);
        QTRY_VERIFY(bar(room).moduleChip().isVisible());
        pick(bar(room).moduleChip(), {QStringLiteral("M")});
        QTRY_COMPARE(sorted(room), QStringList({QStringLiteral("Beta"), QStringLiteral("Gamma")}));
        QTest::mouseClick(&bar(room).difficultyChip(), Qt::LeftButton, {}, QPoint(12, 12));
        auto* popup = bar(room).findChild<DifficultyPopup*>();
        QTRY_VERIFY(popup->isVisible());
        popup->findChildren<QSpinBox*>().first()->setFocus();
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(popup->findChildren<QSpinBox*>().first(), Qt::Key_Up);
        }
        QTest::keyClick(popup, Qt::Key_Escape);
        QTRY_COMPARE(sorted(room), QStringList({QStringLiteral("Gamma")}));
        room.press(QStringLiteral("Clear all"));
        QTRY_COMPARE(sorted(room).size(), 4);
    }

    void filtersByText() {
        TasksRoom room;
        fill(room);
        QTest::keyClick(&room.view(), Qt::Key_Slash);
        QVERIFY(room.search().hasFocus());
        QTest::keyClicks(&room.search(), QStringLiteral("ta"));
        QTRY_COMPARE(sorted(room), QStringList({QStringLiteral("Beta"), QStringLiteral("Delta")}));
        QTest::keyClick(&room.search(), Qt::Key_Return);
        QVERIFY(room.view().hasFocus()); // and on with the arrow keys
    }

    void lettersTypedIntoTheFilterAreNoCommands() {
        TasksRoom room;
        fill(room);
        room.choose("Beta");
        QTest::keyClick(&room.view(), Qt::Key_Slash);
        QTest::keyClicks(&room.search(), QStringLiteral("sdknpt/"));
        QTest::qWait(50);
        QVERIFY(room.navigator().said.isEmpty());
        QVERIFY(room.navigator().opened.isEmpty());
        QCOMPARE(room.search().text(), QStringLiteral("sdknpt/"));
    }

    void showsWhatIsOverdue() {
        TasksRoom room;
        fill(room);
        FilterChip& chip = bar(room).dateChip();
        chip.setFocus();
        QTest::keyClick(&chip, Qt::Key_Return);
        auto* popup = bar(room).findChild<DatePopup*>();
        QTRY_VERIFY(popup->isVisible());
        for (QAbstractButton* kind : popup->findChildren<QAbstractButton*>()) {
            if (kind->text() == QStringLiteral("Overdue")) {
                QTest::mouseClick(kind, Qt::LeftButton, {}, QPoint(8, kind->height() / 2));
            }
        }
        QTRY_COMPARE(sorted(room), QStringList({QStringLiteral("Delta")}));
        QTest::keyClick(&chip, Qt::Key_Delete);
        QTRY_COMPARE(sorted(room).size(), 4);
    }

    void saysHowManyAreDone() {
        TasksRoom room;
        fill(room);
        QTRY_VERIFY2(summary(room).startsWith(QStringLiteral("4 task")), qPrintable(summary(room)));
        QVERIFY(summary(room).endsWith(QStringLiteral("1 done")));
    }

    void sortsByAColumnUpDownAndBack() {
        TasksRoom room;
        fill(room);
        const QString before = room.titles();
        TaskHeader& header = room.view().taskHeader();
        const auto click = [&header] {
            const int x = header.sectionViewportPosition(TaskModel::TitleColumn) + 20;
            QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, QPoint(x, header.height() / 2));
        };
        click();
        QTRY_COMPARE(room.titles(), QStringLiteral("Alpha, Beta, Delta, Gamma"));
        click();
        QTRY_COMPARE(room.titles(), QStringLiteral("Gamma, Delta, Beta, Alpha"));
        click();
        QTRY_COMPARE(room.titles(), before);
    }

    void groupsTheSameSetByDay() {
        TasksRoom room;
        fill(room);
        room.press(QStringLiteral("Timeline"));
        QTRY_COMPARE(room.view().model()->rowCount(), 8); // four sections: overdue, today, done today, without a day
        QVERIFY(room.titleAt(0).startsWith(QStringLiteral("Overdue")));
        QCOMPARE(room.titleAt(1), QStringLiteral("Delta"));
        QCOMPARE(room.titleAt(3), QStringLiteral("Alpha"));
        room.view().setFocus();
        QTest::keyClick(&room.view(), Qt::Key_Home);
        QCOMPARE(room.view().currentIndex().row(), 1); // never on a section
        QTest::keyClick(&room.view(), Qt::Key_Down);
        QCOMPARE(room.view().currentIndex().row(), 3);
        QTest::keyClick(&room.view(), Qt::Key_D);
        QTRY_COMPARE(room.stateOf("Alpha"), api::TaskState::self_reported);
        QCOMPARE(
            room.view().currentIndex().siblingAtColumn(TaskModel::TitleColumn).data().toString(),
            QStringLiteral("Alpha")); // the keyboard goes with its task
        QTest::keyClick(&room.view(), Qt::Key_T);
        QTRY_COMPARE(room.view().model()->rowCount(), 4);
    }

    void keepsTheFilterBetweenVisits() {
        TasksRoom room;
        fill(room);
        pick(bar(room).statusChip(), {QStringLiteral("in progress")});
        QTRY_COMPARE(room.titles(), QStringLiteral("Alpha"));
        room.page().hide();
        room.add("Epsilon");
        room.page().show();
        QTest::qWait(100);
        QTRY_COMPARE(room.titles(), QStringLiteral("Alpha"));
        QVERIFY(bar(room).statusChip().isActive());
    }
};

CAIRN_UI_TEST_MAIN(TasksFilterTest)
#include "tasks_filter_test.moc"
