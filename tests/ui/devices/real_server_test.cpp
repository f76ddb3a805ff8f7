#include "tests/sync/client/computer.h"
#include "tests/ui/ui_fixture.h"
#include "ui/shell/join_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/strip_button.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

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

    // As the window of a computer shows it that somebody has signed out from elsewhere.
    void theWindowOfARevokedComputerSaysSoAndGoesOn() {
        signUp();
        Computer laptop(u"laptop"_s);
        QVERIFY(laptop.signIn(m_server->url(), kMe));
        QTRY_VERIFY_WITH_TIMEOUT(laptop.inSync(), kPatience);
        m_desk->add("before");
        QTRY_COMPARE_WITH_TIMEOUT(laptop.titles(), QStringList(u"before"_s), kPatience);
        const auto rows = laptop.answer<std::vector<api::SyncDevice>>(
            [&](auto reply) { return laptop.sync().devices(std::move(reply)); });
        QVERIFY(rows);
        const auto desk = std::ranges::find(*rows, false, &api::SyncDevice::current);
        QVERIFY(desk != rows->end());
        QVERIFY(laptop.answer<bool>([&](auto reply) { return laptop.sync().revoke(desk->id, std::move(reply)); }));
        QTRY_VERIFY_WITH_TIMEOUT(strip().startsWith(u"Signed out"_s), kPatience);
        m_window->goTo(ui::PlaceId::devices);
        QTRY_VERIFY(says(u"The server wants your password again. Until then nothing goes out and nothing comes in; "
                         "nothing is lost."_s));
        m_desk->add("after");
        QCOMPARE(m_desk->titles(), QStringList({u"after"_s, u"before"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().unsent, 1, kPatience);
        QCOMPARE(laptop.titles(), QStringList(u"before"_s));
        signInAgain();
        QTRY_COMPARE_WITH_TIMEOUT(laptop.titles(), QStringList({u"after"_s, u"before"_s}), kPatience);
    }

    // Longer than a sign-in lasts that is not used.
    void afterAMonthOfflineThePasswordIsAskedForAndAllGoesOut() {
        signUp();
        m_desk->add("before");
        // The computer itself says that it is in sync until its worker has seen the new event.
        QTRY_VERIFY_WITH_TIMEOUT(serverHas("before") && m_desk->inSync(), kPatience);
        m_server->stop();
        QTRY_VERIFY_WITH_TIMEOUT(strip().startsWith(u"Offline"_s), kPatience);
        constexpr std::int64_t kMonth = 31LL * 24 * 3'600'000;
        m_desk->ahead = kMonth;
        m_server->ahead = kMonth;
        QStringList all{u"before"_s};
        for (int day = 10; day < 40; ++day) {
            m_desk->add("day " + std::to_string(day));
            all << u"day %1"_s.arg(day);
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().unsent, 30, kPatience);
        m_server->restart();
        m_desk->sync().tryNow();
        QTRY_VERIFY_WITH_TIMEOUT(strip().startsWith(u"Signed out"_s), kPatience);
        QCOMPARE(m_desk->titles(), all);
        m_window->goTo(ui::PlaceId::devices);
        signInAgain();
        QTRY_VERIFY_WITH_TIMEOUT(strip().startsWith(u"In sync"_s), kPatience);
        Computer laptop(u"laptop"_s);
        laptop.ahead = kMonth;
        QVERIFY(laptop.signIn(m_server->url(), kMe));
        QTRY_COMPARE_WITH_TIMEOUT(laptop.titles(), all, kPatience);
    }

private:
    bool serverHas(const std::string& title) {
        const auto database = m_server->database()();
        const auto pattern = "%\"" + title + "\"%";
        int count = 0;
        database->sql() << "SELECT COUNT(*) FROM event WHERE line LIKE :pattern", soci::into(count), soci::use(pattern);
        return count > 0;
    }

    // Whether a label that can be seen says that.
    bool says(const QString& words) {
        return std::ranges::any_of(m_window->findChildren<QLabel*>(), [&](const QLabel* label) {
            return label->isVisible() && label->text() == words;
        });
    }

    // By the button of the page and the password alone.
    void signInAgain() {
        QTRY_VERIFY(named<QAbstractButton>(u"Sign in again…"_s) != nullptr);
        QTest::mouseClick(named<QAbstractButton>(u"Sign in again…"_s), Qt::LeftButton);
        auto* dialog = m_window->findChild<ui::JoinDialog*>();
        QVERIFY(dialog != nullptr && waitUntilActive(dialog));
        QTRY_VERIFY(named<QLineEdit>(u"Password"_s, dialog) != nullptr);
        QTest::mouseClick(named<QLineEdit>(u"Password"_s, dialog), Qt::LeftButton);
        QTest::keyClicks(named<QLineEdit>(u"Password"_s, dialog), QLatin1String(LiveServer::kPassword));
        QTest::keyClick(named<QLineEdit>(u"Password"_s, dialog), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ui::JoinDialog*>() == nullptr, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->inSync(), kPatience);
    }

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
