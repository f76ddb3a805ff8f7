#include "tests/sync/client/computer.h"
#include "tests/ui/ui_fixture.h"
#include "ui/shell/join_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/strip_button.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

namespace {

constexpr int kPatience = 20'000; // ms
const QString kMe = u"ada@example.org"_s;

} // namespace

// The window, the client, the network and the server as they are; only the learner is not.
class RealServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() {
        m_server = std::make_unique<LiveServer>();
        m_desk = std::make_unique<Computer>(u"desk"_s);
        m_window = std::make_unique<ui::MainWindow>(
            m_desk->profile(), m_desk->sync(), *UiFixture::s_theme, ui::MainWindow::Memory::none);
        m_window->resize(1180, 820);
        m_window->show();
        QVERIFY(waitUntilActive(m_window.get()));
    }

    void cleanup() {
        m_window.reset();
        m_desk.reset();
        m_server.reset();
    }

    void anAccountIsCreatedByKeyboard() {
        signUp();
        QTRY_VERIFY_WITH_TIMEOUT(strip().startsWith(u"In sync"_s), kPatience);
    }

    void aSecondComputerBringsItsWorkAndIsListed() {
        signUp();
        Computer laptop(u"laptop"_s);
        laptop.add("written on the train");
        QVERIFY(laptop.signIn(m_server->url(), kMe));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->titles(), QStringList(u"written on the train"_s), kPatience);
        m_window->goTo(ui::PlaceId::devices);
        QTRY_VERIFY_WITH_TIMEOUT(named<QWidget>(u"laptop"_s) != nullptr, kPatience);

        // Stolen: two clicks.
        QTRY_VERIFY_WITH_TIMEOUT(named<QAbstractButton>(u"Sign out laptop"_s) != nullptr, kPatience);
        QTest::mouseClick(named<QAbstractButton>(u"Sign out laptop"_s), Qt::LeftButton);
        QTRY_VERIFY(named<QAbstractButton>(u"Yes, sign out laptop"_s) != nullptr);
        QTest::mouseClick(named<QAbstractButton>(u"Yes, sign out laptop"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(laptop.state().phase, api::SyncPhase::signed_out, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(named<QAbstractButton>(u"Sign out laptop"_s) == nullptr, kPatience);
    }

    void oneTaskEditedOnBothOfflineKeepsBothEdits() {
        signUp();
        Computer laptop(u"laptop"_s);
        const auto id = laptop.add("shared");
        QVERIFY(laptop.signIn(m_server->url(), kMe));
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->task(id).has_value(), kPatience);
        m_server->stop();
        QTRY_VERIFY_WITH_TIMEOUT(strip().startsWith(u"Offline"_s), kPatience);
        events::TaskEdited title;
        title.title = "named on the laptop";
        laptop.edit(id, title);
        events::TaskEdited summary;
        summary.summary = "described at the desk";
        m_desk->edit(id, summary);
        QTRY_VERIFY_WITH_TIMEOUT(strip().contains(u"1 change"_s), kPatience);
        m_server->restart();
        laptop.sync().tryNow();
        m_window->goTo(ui::PlaceId::devices);
        QTRY_VERIFY_WITH_TIMEOUT(named<QAbstractButton>(u"Try now"_s) != nullptr, kPatience);
        QTest::mouseClick(named<QAbstractButton>(u"Try now"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_desk->inSync() && laptop.inSync() && m_desk->task(id)->row.title == "named on the laptop", kPatience);
        QCOMPARE(m_desk->task(id)->summary, std::string("described at the desk"));
        QTRY_VERIFY_WITH_TIMEOUT(laptop.task(id)->summary == "described at the desk", kPatience);
    }

private:
    template<class Widget> Widget* named(const QString& name, QWidget* in = nullptr) {
        for (auto* widget : (in != nullptr ? in : m_window.get())->findChildren<Widget*>()) {
            QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
            if (widget->isVisible() && spoken != nullptr && spoken->text(QAccessible::Name).remove(u'&') == name) {
                return widget;
            }
        }
        return nullptr;
    }

    QString strip() { return m_window->findChild<ui::StatusStrip*>()->findChild<ui::StripButton*>()->text(); }

    void signUp() {
        m_window->joinServer(ui::Joining::createAccount);
        auto* dialog = m_window->findChild<ui::JoinDialog*>();
        QVERIFY(dialog != nullptr && waitUntilActive(dialog));
        const std::initializer_list<std::pair<QString, QString>> entries{
            {u"Server"_s, m_server->url()}, {u"E-mail"_s, kMe}, {u"Password"_s, QLatin1String(LiveServer::kPassword)}};
        for (const auto& [name, text] : entries) {
            QTRY_VERIFY(named<QLineEdit>(name, dialog) != nullptr);
            QTest::mouseClick(named<QLineEdit>(name, dialog), Qt::LeftButton);
            QTest::keyClicks(named<QLineEdit>(name, dialog), text);
        }
        QTest::keyClick(named<QLineEdit>(u"Password"_s, dialog), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ui::JoinDialog*>() == nullptr, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->inSync(), kPatience);
    }

    std::unique_ptr<LiveServer> m_server;
    std::unique_ptr<Computer> m_desk;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::RealServerTest)

#include "real_server_test.moc"
