#include "sync/assistant/http/local_access.h"
#include "sync/mcp/client.h"
#include "sync/mcp/http_transport.h"
#include "tests/ui/tasks/page_room.h"
#include "ui/pages/settings/assistant_card.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QClipboard>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>

#include <algorithm>
#include <future>

using namespace Qt::StringLiterals;
using namespace cairn;
using namespace cairn::ui;

namespace {

quint16 freePort() {
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

// The card over a real profile, with a port of this computer.
class CardRoom : public test::PageRoom {
public:
    CardRoom() { open(); }

    // As after the program was started again.
    void open() {
        m_card.reset();
        m_access.reset();
        m_access = assistant::openLocalAccess(
            profile(),
            [this](std::function<void()> call) {
                QMetaObject::invokeMethod(&m_receiver, std::move(call), Qt::QueuedConnection);
            },
            {[] { return base::Millis(QDateTime::currentMSecsSinceEpoch()); }, [](base::Millis) { return 0; }},
            profile().state().folder, "1.0");
        m_card = std::make_unique<AssistantCard>(profile(), m_access.get(), theme(), navigator());
        QVERIFY(show(*m_card, {760, 700}));
    }

    AssistantCard& card() { return *m_card; }

    api::LocalAccess& access() { return *m_access; }

    template<class Widget> Widget& named(const QString& name) {
        for (auto* each : card().findChildren<Widget*>()) {
            if (each->accessibleName() == name || each->property("text").toString() == name) {
                return *each;
            }
        }
        qFatal("no %s", qPrintable(name));
    }

    QCheckBox& mayRead() { return named<QCheckBox>(u"Let programs on this computer read"_s); }

    QCheckBox& mayPropose() { return named<QCheckBox>(u"It may propose tasks and notes"_s); }

    void press(QAbstractButton& button) { QTest::mouseClick(&button, Qt::LeftButton, {}, {8, button.height() / 2}); }

    void choosePort(quint16 port) {
        auto& field = named<QSpinBox>(u"Port"_s);
        field.setFocus();
        field.selectAll();
        QTest::keyClicks(&field, QString::number(port));
        QTest::keyClick(&field, Qt::Key_Return);
    }

    QString copied(const QString& name) {
        QGuiApplication::clipboard()->clear();
        QTest::mouseClick(&named<QPushButton>(u"Copy: "_s + name), Qt::LeftButton);
        return QGuiApplication::clipboard()->text();
    }

    QString words() {
        QStringList all;
        for (const auto* label : card().findChildren<QLabel*>()) {
            if (label->isVisible()) {
                all << label->text();
            }
        }
        return all.join(u" | "_s);
    }

    // What today's view says to a program that asks over the network of this computer, or why not.
    mcp::Expected<mcp::ToolResult> ask(const std::string& address, const std::string& token) {
        auto asked = std::async(std::launch::async, [&]() -> mcp::Expected<mcp::ToolResult> {
            mcp::ClientSettings settings;
            settings.name = "A test";
            settings.protocol = "2025-11-25";
            mcp::Client client(std::make_unique<mcp::HttpTransport>(address, nullptr, token), settings);
            const auto tools = client.tools({});
            if (!tools) {
                return std::unexpected(tools.error());
            }
            return client.call(*std::ranges::find(*tools, "get_today", &mcp::Tool::name), {}, {});
        });
        while (asked.wait_for(std::chrono::milliseconds(0)) != std::future_status::ready) {
            QTest::qWait(5);
        }
        return asked.get();
    }

private:
    QObject m_receiver;
    std::unique_ptr<api::LocalAccess> m_access;
    std::unique_ptr<AssistantCard> m_card;
};

} // namespace

class AssistantCardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void copiesWhatAnAssistantIsToldWith() {
        CardRoom room;
        const auto folder = QString::fromStdU16String(room.profile().state().folder.u16string());
        const auto command = room.copied(u"Command"_s);
        QVERIFY2(command.contains(u"cairnctl' --home '"_s + folder + u"' mcp"_s), qPrintable(command));
        QCOMPARE(room.navigator().said, QStringList(u"The command was copied."_s));
        const auto settings = QJsonDocument::fromJson(room.copied(u"Settings"_s).toUtf8()).object();
        const auto server = settings[u"mcpServers"_s][u"cairn"_s];
        QVERIFY(server[u"command"_s].toString().endsWith(u"cairnctl"_s));
        QCOMPARE(server[u"args"_s].toVariant().toStringList(), (QStringList{u"--home"_s, folder, u"mcp"_s}));
    }

    void proposalsAreTurnedOffAndOn() {
        CardRoom room;
        const auto may = [&] { return api::mayPropose(room.profile().state().preferences); };
        QVERIFY(room.mayPropose().isChecked() && may());
        room.press(room.mayPropose());
        QTRY_VERIFY(!may());
        QVERIFY(!room.mayPropose().isChecked());
        room.press(room.mayPropose());
        QTRY_VERIFY(may());
        QVERIFY(room.navigator().errors.isEmpty());
    }

    void whoCannotWriteChangesNothing() {
        CardRoom room;
        service::OpenOptions options;
        options.readOnly = true;
        const auto reading = service::openProfile(
            room.profile().state().folder, options, {[] { return 0; }, [](base::Millis) { return 0; }},
            [](const std::function<void()>&) {});
        QVERIFY(reading);
        const AssistantCard card(**reading, nullptr, room.theme(), room.navigator());
        const auto boxes = card.findChildren<QCheckBox*>();
        QCOMPARE(boxes.size(), 1); // and without an access there is nothing to turn on
        QVERIFY(!boxes.front()->isEnabled());
    }

    void programsAreAnsweredWhileItIsOn() {
        CardRoom room;
        QVERIFY(!room.mayRead().isChecked());
        QVERIFY(room.access().state().address.empty());
        room.choosePort(freePort());
        room.press(room.mayRead());
        const auto state = room.access().state();
        QVERIFY2(!state.address.empty(), state.trouble ? state.trouble->message.c_str() : "");
        QVERIFY2(room.words().contains(u"Nobody has asked yet."_s), qPrintable(room.words()));
        QCOMPARE(room.copied(u"Address"_s).toStdString(), state.address);
        QCOMPARE(room.copied(u"Header"_s).toStdString(), "Authorization: Bearer " + state.token);
        const auto answer = room.ask(state.address, state.token);
        QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
        QVERIFY(!answer->isError && answer->structured->as_object().contains("due"));
        QVERIFY2(room.words().contains(u"Asked last: A test"_s), qPrintable(room.words()));
        QCOMPARE(room.ask(state.address, {}).error().kind, mcp::Failure::Kind::unauthorized);
        room.press(room.mayRead());
        QVERIFY(!room.words().contains(QString::fromStdString(state.address)));
        QCOMPARE(room.ask(state.address, state.token).error().kind, mcp::Failure::Kind::unreachable);
    }

    void aPortThatIsTakenSaysSo() {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        CardRoom room;
        room.choosePort(other.serverPort());
        room.press(room.mayRead());
        auto* notice = room.card().findChild<Notice*>();
        QVERIFY(notice->isVisible());
        QVERIFY2(
            notice->text().contains(u"Another program has port %1."_s.arg(other.serverPort())),
            qPrintable(notice->text()));
        QVERIFY(room.access().state().address.empty());
        room.choosePort(freePort());
        QVERIFY(!notice->isVisible());
        const auto state = room.access().state();
        QVERIFY(room.ask(state.address, state.token));
    }

    void itIsAsItWasLeft() {
        CardRoom room;
        room.choosePort(freePort());
        room.press(room.mayRead());
        const auto left = room.access().state();
        QVERIFY(!left.address.empty());
        room.open();
        QCOMPARE(room.access().state(), left);
        QVERIFY(room.mayRead().isChecked());
        QVERIFY(room.ask(left.address, left.token));
        const auto file = room.profile().state().folder / "assistant.json";
        QCOMPARE(
            std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        room.press(room.mayRead());
        room.open();
        QVERIFY(!room.mayRead().isChecked() && room.access().state().address.empty());
    }

    void anOldTokenIsWorthNothing() {
        CardRoom room;
        room.choosePort(freePort());
        room.press(room.mayRead());
        const auto before = room.access().state();
        QTest::mouseClick(&room.named<QPushButton>(u"New token"_s), Qt::LeftButton);
        const auto now = room.access().state();
        QCOMPARE(now.address, before.address);
        QVERIFY(now.token != before.token);
        QCOMPARE(room.ask(now.address, before.token).error().kind, mcp::Failure::Kind::unauthorized);
        QVERIFY(room.ask(now.address, now.token));
    }
};

CAIRN_UI_TEST_MAIN(AssistantCardTest)
#include "assistant_card_test.moc"
