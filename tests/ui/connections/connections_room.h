#pragma once

#include "tests/ui/connections/some_connections.h"
#include "tests/ui/tasks/page_room.h"
#include "ui/pages/connections/connections_page.h"
#include "ui/widgets/state_chip.h"

#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace cairn::test {

using namespace Qt::StringLiterals;

// The page of connections over a real profile and a server that does as the test says, and hands for it.
class ConnectionsRoom : public PageRoom {
public:
    ConnectionsRoom() {
        sync().offered = {
            {events::Platform::leetcode, {api::ConnectMethod::challenge}, true},
            {events::Platform::codeforces, {api::ConnectMethod::sign_in, api::ConnectMethod::challenge}, true},
            {events::Platform::github, {api::ConnectMethod::sign_in, api::ConnectMethod::device}, false}};
    }

    void open(api::SyncPhase phase = api::SyncPhase::live) {
        sync().become(phase == api::SyncPhase::off ? api::SyncState{} : ScriptedSync::joinedState(phase));
        QVERIFY(show(m_page, {1180, 900}));
        QTest::qWait(0);
    }

    ui::ConnectionsPage& page() { return m_page; }

    QWidget& card(const char* platform) {
        auto* found = m_page.findChild<QWidget*>(u"platform-"_s + QString::fromLatin1(platform));
        Q_ASSERT(found != nullptr);
        return *found;
    }

    // All that a widget says to people.
    static QString words(QWidget& in) {
        QStringList all;
        for (const auto* label : in.findChildren<QLabel*>()) {
            if (label->isVisible()) {
                all << label->text();
            }
        }
        return all.join(u" | "_s);
    }

    static QString chip(QWidget& card) { return card.findChild<ui::StateChip*>()->accessibleName(); }

    static QPushButton* button(QWidget& in, const QString& text) {
        for (auto* each : in.findChildren<QPushButton*>()) {
            if (each->isVisible() && each->text() == text) {
                return each;
            }
        }
        return nullptr;
    }

    static void press(QWidget& in, const QString& text) {
        QTRY_VERIFY2(button(in, text) != nullptr && button(in, text)->isEnabled(), qPrintable(text));
        QTest::mouseClick(button(in, text), Qt::LeftButton);
    }

    // It asks anew when one comes to it.
    void showAgain() {
        m_page.hide();
        m_page.show();
    }

    // Signing in at GitHub with a code, begun.
    QWidget& beginCode() {
        sync().step.url = "https://github.com/login/device";
        sync().step.code = "WDJB-MJHT";
        sync().step.interval = 5;
        QWidget& there = card("github");
        press(there, u"Sign in with a code…"_s);
        [&] { QTRY_VERIFY(button(there, u"Give up"_s) != nullptr); }();
        return there;
    }

    // What looks for the code by itself.
    static QTimer& look(QWidget& card) { return *card.findChild<QTimer*>(u"connectLook"_s); }

    qsizetype looks() { return sync().did.count(u"check github"_s); }

private:
    ui::ConnectionsPage m_page{profile(), sync(), theme(), navigator()};
};

} // namespace cairn::test
