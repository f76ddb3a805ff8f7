#include "tests/core/store/profile_folder.h"

#include <QTest>

#include <array>
#include <csignal>
#include <map>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;

namespace {

// Appends until it is killed, and says on `pipe` what it was told is done: a number of a batch, eight digits and an end
// of line.
[[noreturn]] void appendForEver(const ProfileFolder& folder, int pipe, int first) {
    auto store = Store::open(folder.path(), trusted());
    if (!store) {
        ::_exit(3);
    }
    for (int batch = first;; ++batch) {
        auto text = std::to_string(batch);
        text.insert(0, 8 - text.size(), '0');
        std::vector<Entry> entries;
        for (int at = 0; at <= batch % 4; ++at) {
            entries.push_back(created(std::to_string(batch % 7 + at), text + ' ' + std::to_string(at), kNow + batch));
        }
        if (!(*store)->append(entries)) {
            ::_exit(4);
        }
        text += '\n';
        if (::write(pipe, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
            ::_exit(5);
        }
    }
}

std::vector<int> told(int pipe) {
    std::string all;
    std::array<char, 4096> buffer{};
    for (ssize_t size = 0; (size = ::read(pipe, buffer.data(), buffer.size())) > 0;) {
        all.append(buffer.data(), static_cast<std::size_t>(size));
    }
    std::vector<int> batches;
    for (std::size_t at = 0; at + 9 <= all.size(); at += 9) {
        batches.push_back(std::stoi(all.substr(at, 8)));
    }
    return batches;
}

} // namespace

class CrashTest : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatItReportedWhenKilled();
};

void CrashTest::keepsWhatItReportedWhenKilled() {
    const bool many = qEnvironmentVariableIntValue("CAIRN_LONG_TESTS") == 1;
    const int kills = many ? 500 : 20;
    std::mt19937 random(static_cast<std::uint32_t>(qEnvironmentVariableIntValue("CAIRN_SEED")));
    std::size_t reported = 0;
    std::unique_ptr<ProfileFolder> folder;
    std::vector<int> batches;
    for (int kill = 0; kill < kills; ++kill) {
        if (kill % 25 == 0) {
            folder = std::make_unique<ProfileFolder>();
            batches.clear();
        }
        int pipe[2];
        QCOMPARE(::pipe(pipe), 0);
        const int first = (kill + 1) * 100'000;
        const auto child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            appendForEver(*folder, pipe[1], first);
        }
        ::close(pipe[1]);
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 120'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY2(WIFSIGNALED(status), "the child ended by itself");
        const auto more = told(pipe[0]);
        ::close(pipe[0]);
        batches.insert(batches.end(), more.begin(), more.end());
        reported += more.size();

        auto store = folder->open();
        QCOMPARE(troubles(*store), std::string());
        std::map<int, int> there; // events of each batch
        for (const auto& event : everything(*store)) {
            ++there[std::stoi(event.payload.substr(event.payload.find(R"("title":")") + 9, 8))];
        }
        for (const int batch : batches) {
            QVERIFY2(there.contains(batch), "what was reported is lost");
        }
        for (const auto& [batch, count] : there) {
            QVERIFY2(count == batch % 4 + 1, "half of a batch is there");
        }
    }
    QVERIFY(reported > 0);
}

QTEST_GUILESS_MAIN(CrashTest)
#include "crash_test.moc"
