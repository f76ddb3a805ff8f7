#include "tests/ui/ui_fixture.h"
#include "ui/pages/devices/account_card.h"
#include "ui/pages/devices/device_list.h"
#include "ui/pages/devices/leave_dialog.h"
#include "ui/pages/devices/password_dialog.h"
#include "ui/pages/devices/server_offer.h"
#include "ui/shell/join_dialog.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/secret_field.h"

#include <QDateTime>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

class DevicesPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() {
        m_ui = std::make_unique<UiFixture>(UiFixture::Data::none);
        m_ui->show();
        m_ui->window().goTo(ui::PlaceId::devices);
        QVERIFY(page()->isVisible());
    }

    void cleanup() {
        for (QDialog* each : m_ui->window().findChildren<QDialog*>()) {
            each->done(QDialog::Rejected);
        }
        QTRY_VERIFY(m_ui->window().findChildren<QDialog*>().isEmpty());
        m_ui->sync().goOn();
        m_ui->sync().failure.reset();
        m_ui->sync().become({});
        m_ui->sync().did.clear();
    }

    void cleanupTestCase() { m_ui.reset(); }

    void withoutAServerItSaysWhatOneGives() {
        QVERIFY(page()->findChild<ui::ServerOffer*>()->isVisible());
        QVERIFY(!page()->findChild<ui::AccountCard*>()->isVisible());
        QCOMPARE(offered(), QStringList({u"Sign in to a server…"_s, u"Create an account at a server…"_s}));
        m_ui->window().goTo(ui::PlaceId::today);
        m_ui->window().goTo(ui::PlaceId::devices);
        QCOMPARE(QApplication::focusWidget(), m_ui->named(u"Sign in…"_s, page()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        auto* dialog = m_ui->window().findChild<ui::JoinDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->windowTitle(), u"Sign in to a server"_s);
        dialog->reject();
        press(u"Create an account…"_s);
        QTRY_COMPARE(m_ui->window().findChildren<ui::JoinDialog*>().last()->windowTitle(), u"Create an account"_s);
    }

    void theStateIsSaidInWords_data() {
        QTest::addColumn<int>("phase");
        QTest::addColumn<QString>("words");
        const auto row = [](api::SyncPhase phase, const QString& words) {
            QTest::newRow(qPrintable(words)) << static_cast<int>(phase) << words;
        };
        row(api::SyncPhase::live, u"What is here is at the server too, and what you do goes out at once."_s);
        row(api::SyncPhase::connecting,
            u"On the way to the server. All that is here goes there, and all that the account has comes here."_s);
        row(api::SyncPhase::offline,
            u"The server cannot be reached. What you do is kept here and goes out by itself."_s);
        row(api::SyncPhase::signed_out,
            u"The server wants your password again. Until then nothing goes out and nothing comes in; nothing is lost."_s);
        row(api::SyncPhase::refused,
            u"The server does not take what this computer has, and trying again would not help. Everything is kept "
            u"here, and you can go on."_s);
    }

    void theStateIsSaidInWords() {
        QFETCH(int, phase);
        QFETCH(QString, words);
        m_ui->sync().become(ScriptedSync::joinedState(static_cast<api::SyncPhase>(phase)));
        QVERIFY(page()->findChild<ui::AccountCard*>()->isVisible());
        QVERIFY(m_ui->named(words, page()) != nullptr);
        QVERIFY(m_ui->named(u"ada@example.org"_s, page()) != nullptr);
        QVERIFY(m_ui->named(u"desk"_s, page()) != nullptr);
        QVERIFY(m_ui->named(u"study.example.org"_s, page()) != nullptr);
    }

    void offlineSaysSinceWhenAndUntilWhen() {
        api::SyncState state = ScriptedSync::joinedState(api::SyncPhase::offline);
        state.unsent = 4;
        state.inSyncAt = QDateTime(QDate::currentDate(), QTime(9, 5)).toMSecsSinceEpoch();
        state.againAt = QDateTime(QDate::currentDate(), QTime(9, 41)).toMSecsSinceEpoch();
        state.trouble = base::Error{base::ErrorCode::Unreachable, "no route to the host"};
        m_ui->sync().become(state);
        QVERIFY(
            m_ui->named(
                u"The server cannot be reached. What you do is kept here and goes out by itself. 4 change(s) wait. "
                u"Last in sync: 09:05. Next try: 09:41."_s,
                page()) != nullptr);
        QVERIFY(m_ui->named(u"The reason: no route to the host"_s, page()) != nullptr);
        press(u"Try now"_s);
        QCOMPARE(m_ui->sync().did, QStringList(u"try now"_s));
        action(u"Try to reach the server now"_s)->trigger();
        QCOMPARE(m_ui->sync().did.size(), 2);
    }

    void aRefusalSaysWhatItMeans() {
        api::SyncState state = ScriptedSync::joinedState(api::SyncPhase::refused);
        state.trouble = base::Error{base::ErrorCode::Unsupported, "protocol 3"};
        m_ui->sync().become(state);
        QVERIFY(
            m_ui->named(
                u"This Cairn and the server are of versions that do not understand each other (protocol 3). Update the "
                u"older of the two."_s,
                page()) != nullptr);
    }

    void whoIsSignedOutSignsInAgain() {
        m_ui->sync().become(ScriptedSync::joinedState(api::SyncPhase::signed_out));
        press(u"Sign in again…"_s);
        auto* dialog = m_ui->window().findChild<ui::JoinDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->windowTitle(), u"Sign in again"_s);
    }

    void aWrongClockAndAMissingKeychainAreSaidKindly() {
        api::SyncState state = ScriptedSync::joinedState();
        m_ui->sync().become(state);
        QVERIFY(shownNotices().isEmpty());
        state.clockAhead = 3'600'000;
        state.secretsKept = false;
        m_ui->sync().become(state);
        QCOMPARE(shownNotices().size(), 2);
        QVERIFY(shownNotices().first().startsWith(u"This computer's clock is 1 h fast"_s));
        QVERIFY(shownNotices().last().contains(u"no keychain"_s));
    }

    void thePasswordIsChanged() {
        m_ui->sync().become(ScriptedSync::joinedState());
        press(u"Change password…"_s);
        auto* dialog = m_ui->window().findChild<ui::PasswordDialog*>();
        QVERIFY(waitUntilActive(dialog));
        QTest::keyClicks(QApplication::focusWidget(), u"Old1password"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(!m_ui->sync().did.contains(u"password"_s)); // the new one is missing
        QTest::keyClicks(QApplication::focusWidget(), u"New1password"_s);
        m_ui->sync().failure = base::Error{base::ErrorCode::Unauthorized, "that is not the password"};
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(dialog->findChild<ui::Notice*>()->text().startsWith(u"That is not the password"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(m_ui->window().findChild<ui::PasswordDialog*>() == nullptr);
        QCOMPARE(m_ui->sync().did.last(), u"password Old1password New1password"_s);
        QCOMPARE(m_ui->window().findChild<ui::MessageBar*>()->text(), u"Your password was changed."_s);
    }

    void leavingIsAskedForOnce() {
        api::SyncState state = ScriptedSync::joinedState();
        state.unsent = 2;
        m_ui->sync().become(state);
        press(u"Leave this server…"_s);
        auto* dialog = m_ui->window().findChild<ui::LeaveDialog*>();
        QVERIFY(waitUntilActive(dialog));
        QVERIFY(
            m_ui->named(u"2 change(s) have not gone out yet. They stay on this computer alone."_s, dialog) != nullptr);
        QTest::keyClick(dialog, Qt::Key_Return); // stays
        QTRY_VERIFY(m_ui->window().findChild<ui::LeaveDialog*>() == nullptr);
        QVERIFY(!m_ui->sync().did.contains(u"leave"_s));
        action(u"Leave this server…"_s)->trigger();
        dialog = m_ui->window().findChild<ui::LeaveDialog*>();
        QVERIFY(waitUntilActive(dialog));
        QTest::mouseClick(m_ui->named(u"Leave this server"_s, dialog), Qt::LeftButton);
        QTRY_VERIFY(page()->findChild<ui::ServerOffer*>()->isVisible());
        QCOMPARE(
            m_ui->window().findChild<ui::MessageBar*>()->text(),
            u"You have left study.example.org. Everything is still here."_s);
    }

    void largeTextFitsTheWindow() {
        api::SyncState state = ScriptedSync::joinedState();
        state.clockAhead = 3'600'000;
        m_ui->sync().others = {ScriptedSync::device("a", "a computer with quite a long name", true)};
        m_ui->theme().setTextScale(200);
        m_ui->sync().become(state);
        QTRY_VERIFY(m_ui->named(u"Rename a computer with quite a long name"_s, page()) != nullptr);
        for (const QWidget* widget : page()->findChildren<QWidget*>()) {
            if (widget->isVisible()) {
                const int end = widget->mapTo(page(), QPoint(widget->width(), 0)).x();
                QVERIFY2(end <= page()->width(), widget->metaObject()->className());
            }
        }
        m_ui->theme().setTextScale(100);
    }

private:
    QWidget* page() { return m_ui->window().currentPage(); }

    void press(const QString& name) {
        QWidget* button = m_ui->named(name, page());
        QVERIFY2(button != nullptr, qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }

    QStringList offered() {
        QStringList texts;
        for (const QAction* each : m_ui->window().currentPage()->placeActions()) {
            if (each->isVisible() && each->isEnabled()) {
                texts.append(each->text());
            }
        }
        return texts;
    }

    QAction* action(const QString& text) {
        for (QAction* each : m_ui->window().currentPage()->placeActions()) {
            if (each->text() == text) {
                return each;
            }
        }
        return nullptr;
    }

    QStringList shownNotices() {
        QStringList texts;
        for (const auto* each : page()->findChild<ui::AccountCard*>()->findChildren<ui::Notice*>()) {
            if (each->isVisible()) {
                texts.append(each->text());
            }
        }
        return texts;
    }

    std::unique_ptr<UiFixture> m_ui;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::DevicesPageTest)

#include "devices_page_test.moc"
