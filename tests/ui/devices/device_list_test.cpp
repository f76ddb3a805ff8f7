#include "tests/ui/devices/scripted_sync.h"
#include "tests/ui/tasks/page_room.h"
#include "ui/pages/devices/device_row.h"
#include "ui/pages/devices/devices_page.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

class DeviceListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() {
        m_sync = std::make_unique<ScriptedSync>();
        m_sync->others = {ScriptedSync::device("a", "desk", true), ScriptedSync::device("b", "attic")};
        m_page = std::make_unique<ui::DevicesPage>(*m_sync, *UiFixture::s_theme, m_navigator);
        m_page->resize(1180, 820);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_navigator.said.clear();
    }

    void cleanup() {
        m_page.reset();
        m_sync.reset();
    }

    void computersAreListed() {
        join();
        QTRY_COMPARE(rows().size(), 2);
        QVERIFY(rows().first()->accessibleDescription().startsWith(u"in use now · 192.0.2.7"_s));
        QVERIFY(rows().last()->accessibleDescription().startsWith(u"last seen "_s));
        QTRY_VERIFY(button(u"sign-out-b"_s)->isVisible());
        QVERIFY(!button(u"sign-out-a"_s)->isVisible()); // this one leaves the server instead
    }

    void theKeyboardRenames() {
        join();
        QTRY_COMPARE(rows().size(), 2);
        button(u"rename-b"_s)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()) != nullptr);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_COMPARE(QApplication::focusWidget(), button(u"rename-b"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTest::keyClicks(QApplication::focusWidget(), u"loft"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(m_sync->did.contains(u"rename b loft"_s));
        QTRY_COMPARE(rows().last()->accessibleName(), u"loft"_s);
        QCOMPARE(m_navigator.said, QStringList(u"“attic” is called “loft” now."_s));
        QCOMPARE(QApplication::focusWidget(), button(u"rename-b"_s));
    }

    void signingOutTakesTwoClicks() {
        join();
        QTRY_COMPARE(rows().size(), 2);
        QTest::mouseClick(button(u"sign-out-b"_s), Qt::LeftButton);
        QVERIFY(!m_sync->did.contains(u"revoke b"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); // Cancel has the keyboard
        QVERIFY(button(u"sign-out-b"_s)->isVisible());
        QTest::mouseClick(button(u"sign-out-b"_s), Qt::LeftButton);
        QTest::mouseClick(named(u"Yes, sign out attic"_s), Qt::LeftButton);
        QTRY_COMPARE(rows().size(), 1);
        QVERIFY(m_sync->did.contains(u"revoke b"_s));
        QCOMPARE(m_navigator.said, QStringList(u"“attic” is signed out."_s));
    }

    void aFailedCommandSaysWhy() {
        join();
        QTRY_COMPARE(rows().size(), 2);
        m_sync->failure = base::Error{base::ErrorCode::Refused, "not from here"};
        QTest::mouseClick(button(u"sign-out-b"_s), Qt::LeftButton);
        QTest::mouseClick(named(u"Yes, sign out attic"_s), Qt::LeftButton);
        QTRY_VERIFY(said(u"Not from here"_s));
        QCOMPARE(rows().size(), 2);
    }

    void aListThatDoesNotComeSaysWhyAndIsAskedForAgain() {
        m_sync->failure = base::Error{base::ErrorCode::Busy, "too many questions"};
        join();
        QTRY_VERIFY(said(u"Too many questions"_s));
        QVERIFY(rows().isEmpty());
        QTest::mouseClick(named(u"Ask the server for the list again"_s), Qt::LeftButton);
        QTRY_COMPARE(rows().size(), 2);
        QVERIFY(!said(u"Too many questions"_s));
    }

    void waitingIsShownAndCanBeCancelled() {
        m_sync->hold();
        join();
        auto* bar = m_page->findChild<ui::ThinProgressBar*>();
        QVERIFY(!bar->isVisible());
        QTRY_VERIFY(bar->isVisible());
        QTRY_VERIFY(named(u"Cancel"_s) != nullptr);
        QTest::mouseClick(named(u"Cancel"_s), Qt::LeftButton);
        QTRY_VERIFY(said(u"Cancelled."_s));
        QVERIFY(!bar->isVisible());
    }

    void anEmptyListIsExplained() {
        m_sync->others.clear();
        join();
        QTRY_VERIFY(named(u"The server names no computer yet, not even this one. Ask again in a moment."_s) != nullptr);
    }

    void offlineTheListStaysAsItWas() {
        join(api::SyncPhase::offline);
        QVERIFY(named(u"The list is at the server, and shows once that answers."_s) != nullptr);
        QVERIFY(m_sync->did.isEmpty());
        join();
        QTRY_COMPARE(rows().size(), 2);
        join(api::SyncPhase::offline);
        QCOMPARE(rows().size(), 2);
        QVERIFY(said(u"The list as it was when the server was last asked."_s));
        QVERIFY(!button(u"rename-b"_s)->isEnabled());
        join(api::SyncPhase::signed_out);
        QVERIFY(!button(u"sign-out-b"_s)->isEnabled());
    }

    void anAnswerDoesNotDisturbWhoIsRenaming() {
        join();
        QTRY_COMPARE(rows().size(), 2);
        QTest::mouseClick(button(u"rename-b"_s), Qt::LeftButton);
        QWidget* line = QApplication::focusWidget();
        join(api::SyncPhase::offline);
        join();
        QTest::qWait(50);
        QCOMPARE(QApplication::focusWidget(), line);
    }

private:
    void join(api::SyncPhase phase = api::SyncPhase::live) { m_sync->become(ScriptedSync::joinedState(phase)); }

    QList<ui::DeviceRow*> rows() { return m_page->findChildren<ui::DeviceRow*>(); }

    QPushButton* button(const QString& name) { return m_page->findChild<QPushButton*>(name); }

    bool said(const QString& beginning) {
        const auto notices = m_page->findChildren<ui::Notice*>();
        return std::ranges::any_of(
            notices, [&](const ui::Notice* each) { return each->isVisible() && each->text().startsWith(beginning); });
    }

    QWidget* named(const QString& name) {
        for (QWidget* widget : m_page->findChildren<QWidget*>()) {
            const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
            if (widget->isVisible() &&
                (widget->accessibleName() == name || (spoken != nullptr && spoken->text(QAccessible::Name) == name))) {
                return widget;
            }
        }
        return nullptr;
    }

    RecordingNavigator m_navigator;
    std::unique_ptr<ScriptedSync> m_sync;
    std::unique_ptr<ui::DevicesPage> m_page;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::DeviceListTest)

#include "device_list_test.moc"
