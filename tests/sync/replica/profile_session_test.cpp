#include "core/service/open_profile.h"
#include "sync/replica/profile_session.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace cairn;
using replica::ProfileSession;

class ProfileSessionTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<service::LocalProfile> m_profile;

    ProfileSession session(ProfileSession::Tell tell) {
        return {*m_profile, [] { return base::Millis(0); }, {}, std::move(tell)};
    }

private Q_SLOTS:

    void initTestCase() {
        auto opened = service::openProfile(
            m_folder.path().toStdString(), {}, {[] { return base::Millis(0); }, [](base::Millis) { return 0; }},
            [](std::function<void()>) {});
        QVERIFY(opened);
        m_profile = std::move(*opened);
    }

    // Whoever listens may be gone right after the session: a call that is on its way must not find that.
    void itsEndWaitsForWhatIsBeingTold() {
        std::binary_semaphore telling(0);
        std::atomic<bool> gone = false;
        std::atomic<bool> toldTheDead = false;
        {
            auto talk = session([&](const engine::Out&, const engine::ClientStatus&) {
                telling.release();
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
                toldTheDead = gone.load();
            });
            QVERIFY(talk.open());
            telling.acquire();
        }
        gone = true;
        m_profile.reset(); // all that was asked of it is done
        QVERIFY(!toldTheDead);
        initTestCase();
    }

    void afterItsEndNothingIsTold() {
        std::binary_semaphore begun(0);
        std::binary_semaphore goOn(0);
        std::atomic<int> told = 0;
        m_profile->onStore([&](store::Store&) -> service::Exchanged {
            begun.release();
            goOn.acquire();
            return {};
        });
        begun.acquire();
        {
            auto talk = session([&](const engine::Out&, const engine::ClientStatus&) { ++told; });
            QVERIFY(talk.open());
        }
        goOn.release();
        m_profile.reset();
        QCOMPARE(told, 0);
        initTestCase();
    }
};

QTEST_GUILESS_MAIN(ProfileSessionTest)
#include "profile_session_test.moc"
