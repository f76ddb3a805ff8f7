#include "tests/ui/devices/scripted_sync.h"
#include "tests/ui/ui_fixture.h"
#include "ui/models/sync_text.h"
#include "ui/shell/strip_button.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(cairn::api::SyncState)

namespace cairn::test {

namespace {

base::Millis at(int hour, int minute) {
    return QDateTime(QDate::currentDate(), QTime(hour, minute)).toMSecsSinceEpoch();
}

api::SyncState state(api::SyncPhase phase, const std::function<void(api::SyncState&)>& change = {}) {
    api::SyncState state = ScriptedSync::joinedState(phase);
    if (change) {
        change(state);
    }
    return state;
}

} // namespace

class SyncTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() {
        m_ui = std::make_unique<UiFixture>(UiFixture::Data::none);
        m_ui->show();
        m_button = m_ui->window().findChild<ui::StripButton*>();
        QVERIFY(m_button != nullptr);
    }

    void cleanup() { m_ui->sync().become({}); }

    void cleanupTestCase() { m_ui.reset(); }

    void theStripSaysHowItStands_data() {
        QTest::addColumn<api::SyncState>("now");
        QTest::addColumn<QString>("words");
        using api::SyncPhase;
        QTest::newRow("in sync") << state(SyncPhase::live) << u"In sync · study.example.org"_s;
        QTest::newRow("sending") << state(SyncPhase::live, [](auto& now) { now.unsent = 3; })
                                 << u"Sending 3 change(s) · study.example.org"_s;
        QTest::newRow("sending one") << state(SyncPhase::live, [](auto& now) { now.unsent = 1; })
                                     << u"Sending 1 change(s) · study.example.org"_s;
        QTest::newRow("fetching") << state(SyncPhase::live, [](auto& now) { now.caughtUp = false; })
                                  << u"Fetching · study.example.org"_s;
        QTest::newRow("connecting") << state(SyncPhase::connecting) << u"Connecting to study.example.org"_s;
        QTest::newRow("offline") << state(SyncPhase::offline, [](auto& now) {
            now.unsent = 2;
            now.inSyncAt = at(14, 2);
        }) << u"Offline · last in sync 14:02 · 2 change(s) to send"_s;
        QTest::newRow("a certificate that does not hold") << state(SyncPhase::offline, [](auto& now) {
            now.trouble =
                base::Error{base::ErrorCode::Untrusted, "this computer's clock says that today is 2031-01-01"};
        }) << u"Offline · the certificate does not hold"_s;
        QTest::newRow("never in sync") << state(SyncPhase::offline) << u"Offline"_s;
        QTest::newRow("signed out") << state(SyncPhase::signed_out) << u"Signed out · study.example.org"_s;
        QTest::newRow("refused") << state(SyncPhase::refused) << u"The server refuses · study.example.org"_s;
        QTest::newRow("clock fast") << state(SyncPhase::live, [](auto& now) { now.clockAhead = 3'600'000; })
                                    << u"This computer's clock is 1 h fast · study.example.org"_s;
        QTest::newRow("clock slow") << state(SyncPhase::live, [](auto& now) { now.clockAhead = -5'400'000; })
                                    << u"This computer's clock is 1 h 30 min slow · study.example.org"_s;
        QTest::newRow("clock good enough")
            << state(SyncPhase::live, [](auto& now) { now.clockAhead = api::kClockTolerance; })
            << u"In sync · study.example.org"_s;
        QTest::newRow("first things first")
            << state(SyncPhase::signed_out, [](auto& now) { now.clockAhead = 3'600'000; })
            << u"Signed out · study.example.org"_s;
    }

    void theStripSaysHowItStands() {
        QFETCH(api::SyncState, now);
        QFETCH(QString, words);
        QVERIFY(!m_button->isVisible());
        QVERIFY(m_ui->named(u"On this computer"_s) != nullptr);
        m_ui->sync().become(now);
        QVERIFY(m_button->isVisible());
        QCOMPARE(m_button->text(), words);
        QCOMPARE(m_button->accessibleName(), words);
        QVERIFY(m_ui->named(u"On this computer"_s) == nullptr);
    }

    void theStripLeadsToDevices() {
        m_ui->sync().become(state(api::SyncPhase::live));
        QTest::mouseClick(m_button, Qt::LeftButton);
        QCOMPARE(m_ui->window().currentPlace(), ui::PlaceId::devices);
        m_ui->window().goTo(ui::PlaceId::today);
        m_button->setFocus();
        QTest::keyClick(m_button, Qt::Key_Return);
        QCOMPARE(m_ui->window().currentPlace(), ui::PlaceId::devices);
    }

    void aClockIsOffByWhatOneSays_data() {
        QTest::addColumn<qint64>("ahead");
        QTest::addColumn<QString>("words");
        QTest::newRow("minutes") << qint64(5 * 60'000) << u"5 min fast"_s;
        QTest::newRow("nearly an hour") << qint64(59 * 60'000 + 40'000) << u"1 h fast"_s;
        QTest::newRow("behind") << qint64(-90'000) << u"2 min slow"_s;
        QTest::newRow("a day of hours") << qint64(25 * 3'600'000) << u"25 h fast"_s;
        QTest::newRow("days") << qint64(-72 * 3'600'000LL) << u"3 day(s) slow"_s;
    }

    void aClockIsOffByWhatOneSays() {
        QFETCH(qint64, ahead);
        QFETCH(QString, words);
        api::SyncState now;
        now.clockAhead = ahead;
        QCOMPARE(ui::clockText(now), words);
    }

    void anAddressIsAsShortAsIsTrue() {
        QCOMPARE(ui::serverName("https://study.example.org/"), u"study.example.org"_s);
        QCOMPARE(ui::serverName("https://study.example.org:8443"), u"study.example.org:8443"_s);
        QCOMPARE(ui::serverName("http://localhost:8080"), u"http://localhost:8080"_s);
    }

private:
    std::unique_ptr<UiFixture> m_ui;
    ui::StripButton* m_button = nullptr;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::SyncTextTest)

#include "sync_text_test.moc"
