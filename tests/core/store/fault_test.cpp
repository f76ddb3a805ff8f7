#include "core/base/address_sanitizer.h"
#include "tests/core/store/faulty_vfs.h"
#include "tests/core/store/scripted_history.h"

#include <QTest>

#include <algorithm>

using namespace cairn::store;
using namespace cairn::store::testing;
using Fault = FaultyVfs::Fault;

Q_DECLARE_METATYPE(Fault)

namespace {

constexpr std::uint32_t kCutsInARow = 100;

#ifdef CAIRN_ADDRESS_SANITIZER
constexpr std::int64_t kEvery = 4; // of the calls; each takes several times as long
#else
constexpr std::int64_t kEvery = 1;
#endif

bool longTests() {
    return qEnvironmentVariableIntValue("CAIRN_LONG_TESTS") == 1;
}

// How many calls the history makes when nothing fails.
std::int64_t callsOfHistory() {
    const ProfileFolder folder;
    const FaultyVfs vfs;
    ScriptedHistory history(folder.path());
    history.live([] { return true; });
    return vfs.calls();
}

} // namespace

class FaultTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void survivesAFailureOfAnyCall_data();
    void survivesAFailureOfAnyCall();
    void survivesAPowerCutAnywhere_data();
    void survivesAPowerCutAnywhere();

private:
    std::int64_t m_calls = 0;
};

void FaultTest::initTestCase() {
    m_calls = callsOfHistory();
    QVERIFY(m_calls > 100);
}

void FaultTest::survivesAFailureOfAnyCall_data() {
    QTest::addColumn<Fault>("fault");
    QTest::newRow("EIO") << Fault::io;
    QTest::newRow("EIO after half a write") << Fault::torn;
    QTest::newRow("ENOSPC from then on") << Fault::full;
}

void FaultTest::survivesAFailureOfAnyCall() {
    QFETCH(Fault, fault);
    for (std::int64_t call = 1; call <= m_calls; call += longTests() ? 1 : kEvery) {
        const ProfileFolder folder;
        FaultyVfs vfs;
        ScriptedHistory history(folder.path());
        vfs.failAt(call, fault);
        history.live([] { return true; });
        vfs.heal();
        const auto trouble = history.trouble();
        QVERIFY2(trouble.empty(), qPrintable(QString("call %1: %2").arg(call).arg(trouble.c_str())));
    }
}

// In rows, each of which may take as long as Qt Test lets a function take.
void FaultTest::survivesAPowerCutAnywhere_data() {
    QTest::addColumn<std::uint32_t>("first");
    const std::uint32_t cuts = longTests() ? 10'000 : 300;
    const auto seed = static_cast<std::uint32_t>(qEnvironmentVariableIntValue("CAIRN_SEED"));
    for (std::uint32_t first = seed; first < seed + cuts; first += kCutsInARow) {
        QTest::addRow("from seed %u", first) << first;
    }
}

void FaultTest::survivesAPowerCutAnywhere() {
    QFETCH(std::uint32_t, first);
    for (std::uint32_t seed = first; seed < first + kCutsInARow; ++seed) {
        const ProfileFolder folder;
        ScriptedHistory history(folder.path());
        {
            FaultyVfs vfs;
            std::mt19937 random(seed);
            vfs.failAt(1 + static_cast<std::int64_t>(random() % static_cast<std::uint32_t>(m_calls)), Fault::cut);
            history.live([&] { return !vfs.isCut(); });
            vfs.settle(seed);
        }
        const FaultyVfs quick;
        const auto trouble = history.trouble();
        QVERIFY2(trouble.empty(), qPrintable(QString("CAIRN_SEED=%1: %2").arg(seed).arg(trouble.c_str())));
    }
}

QTEST_GUILESS_MAIN(FaultTest)
#include "fault_test.moc"
