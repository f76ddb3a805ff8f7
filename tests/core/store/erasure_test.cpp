#include "core/events/erasure.h"
#include "core/store/views.h"
#include "tests/core/store/profile_folder.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;

namespace {

constexpr const char* kSecret = "what nobody is to know";
const std::string kSubject = "task/private";

events::Draft erasing() {
    return events::draft(kSubject, events::SubjectErased{});
}

Device deviceWithASecret() {
    Device device("other");
    device.add(created("private", kSecret).draft, base::Hlc::at(kNow));
    device.add(created("public", "all may know").draft, base::Hlc::at(kNow + 1));
    device.add(events::draft(kSubject, events::TaskStarted{}), base::Hlc::at(kNow + 2));
    return device;
}

// Of all files of the profile.
bool anyFileHasTheSecret(const std::filesystem::path& folder) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        QFile file(QString::fromStdString(entry.path().string()));
        if (entry.is_regular_file() && file.open(QIODevice::ReadOnly) && file.readAll().contains(kSecret)) {
            return true;
        }
    }
    return false;
}

} // namespace

class ErasureTest : public QObject {
    Q_OBJECT

private slots:
    void nothingOfItIsLeftInAnyFile();
    void isHeardFromAnotherDevice();
    void takesWhatComesLater();
    void takesNothingOfOtherSubjects();
    void endsInTheSameHoweverItCame();
    void cannotBeUndone();
    void aChangedErasureIsFound();
    void goesWithALogThatGetsAnotherName();
};

void ErasureTest::nothingOfItIsLeftInAnyFile() {
    const ProfileFolder folder;
    const auto store = folder.open();
    must(store->append(std::vector{created("private", kSecret), created("public", "all may know")}));
    must(store->append(std::vector{Entry{events::draft(kSubject, events::TaskEdited{.summary = kSecret}), kNow}}));
    QVERIFY(anyFileHasTheSecret(folder.path()));
    must(store->append(std::vector{Entry{erasing(), kNow + 1}}));
    QVERIFY(!anyFileHasTheSecret(folder.path()));
    QVERIFY(!Views(store->database()).find<state::Task>(kSubject)->exists);
    QCOMPARE(Views(store->database()).find<state::Task>("task/public")->title(), std::string("all may know"));
    QCOMPARE(troubles(*store), std::string()); // every link is still checked
    QCOMPARE(everything(*store).size(), std::size_t(4));
    QCOMPARE(store->log().newest({}).size(), std::size_t(2)); // the histories show what there is to show
}

void ErasureTest::isHeardFromAnotherDevice() {
    const ProfileFolder folder;
    const auto store = folder.open();
    auto device = deviceWithASecret();
    must(store->receive(device.log(), kNow));
    device.add(erasing(), base::Hlc::at(kNow + 3));
    must(store->receive(std::vector{device.log().back()}, kNow));
    QVERIFY(!anyFileHasTheSecret(folder.path()));
    QCOMPARE(troubles(*store), std::string());
}

void ErasureTest::takesWhatComesLater() {
    const ProfileFolder folder;
    const auto store = folder.open();
    Device eraser("eraser");
    eraser.add(erasing(), base::Hlc::at(kNow + 10));
    must(store->receive(eraser.log(), kNow));
    must(store->receive(deviceWithASecret().log(), kNow)); // written before, or on a computer that did not know
    must(store->append(std::vector{Entry{events::draft(kSubject, events::TaskEdited{.title = kSecret}), kNow + 20}}));
    QVERIFY(
        Views(store->database()).find<state::Task>(kSubject).has_value() == false ||
        !Views(store->database()).find<state::Task>(kSubject)->exists);
    for (const auto& event : everything(*store)) {
        QVERIFY(event.payload.find(kSecret) == std::string::npos);
    }
    QCOMPARE(troubles(*store), std::string());
}

void ErasureTest::takesNothingOfOtherSubjects() {
    const ProfileFolder folder;
    const auto store = folder.open();
    must(store->receive(deviceWithASecret().log(), kNow));
    must(store->append(std::vector{Entry{erasing(), kNow}})); // in another of the learner's streams
    const auto all = everything(*store);
    QCOMPARE(std::ranges::count_if(all, events::isErased), 2);
    QVERIFY(std::ranges::find(all, deviceWithASecret().log()[1].payload, &events::Event::payload) != all.end());
}

void ErasureTest::endsInTheSameHoweverItCame() {
    auto writer = deviceWithASecret();
    Device eraser("eraser");
    eraser.add(erasing(), base::Hlc::at(kNow + 1)); // in the middle of it all
    std::vector<std::string> dumps;
    for (const bool first : {true, false}) {
        const ProfileFolder folder;
        const auto store = folder.open();
        must(store->receive(first ? eraser.log() : writer.log(), kNow));
        must(store->receive(first ? writer.log() : eraser.log(), kNow));
        dumps.push_back(store->projections().dump());
        must(store->rebuild());
        QCOMPARE(store->projections().dump(), dumps.back());
    }
    QCOMPARE(dumps[0], dumps[1]);
    // And where only what is left of it ever came.
    const ProfileFolder folder;
    const auto store = folder.open();
    std::vector<events::Event> left;
    for (const auto& event : writer.log()) {
        left.push_back(event.subject == kSubject ? events::erased(event) : event);
    }
    must(store->receive(left, kNow));
    must(store->receive(eraser.log(), kNow));
    QCOMPARE(store->projections().dump(), dumps[0]);
}

void ErasureTest::cannotBeUndone() {
    const ProfileFolder folder;
    const auto store = folder.open();
    must(store->append(std::vector{created("private", kSecret)}));
    const auto erased = must(store->append(std::vector{Entry{erasing(), kNow}})).back();
    must(store->append(std::vector{
        Entry{events::draft(kSubject, events::EventUndone{erased.ref.device, erased.ref.seq}), kNow + 1},
        created("private", kSecret, kNow + 2)}));
    QVERIFY(!Views(store->database()).find<state::Task>(kSubject)->exists);
    QVERIFY(!anyFileHasTheSecret(folder.path()));
}

void ErasureTest::aChangedErasureIsFound() {
    const ProfileFolder folder;
    const auto store = folder.open();
    must(store->append(std::vector{created("private", kSecret), created("public", "all may know")}));
    must(store->append(std::vector{Entry{erasing(), kNow + 1}}));
    store->database().run(
        "UPDATE event SET payload = replace(payload, '\"digest\":\"', '\"digest\":\"0') WHERE seq = 1");
    QVERIFY(troubles(*store).find("its link does not fit") != std::string::npos);
}

// Two copies of a profile, of which one has heard of the erasure, find the same name and the same links.
void ErasureTest::goesWithALogThatGetsAnotherName() {
    std::vector<events::Event> renamed[2];
    for (const bool heard : {false, true}) {
        const ProfileFolder folder;
        const auto store = folder.open();
        const auto writer = deviceWithASecret();
        must(store->receive(writer.log(), kNow));
        if (heard) {
            Device eraser("eraser");
            eraser.add(erasing(), base::Hlc::at(kNow + 10));
            must(store->receive(eraser.log(), kNow));
        }
        must(store->leaveDevice("other", 1));
        for (const auto& event : everything(*store)) {
            if (event.ref.device != "eraser") {
                renamed[heard].push_back(event);
            }
        }
    }
    QCOMPARE(renamed[0].size(), std::size_t(3));
    QCOMPARE(renamed[1].size(), std::size_t(3));
    for (std::size_t at = 0; at < 3; ++at) {
        QCOMPARE(renamed[0][at].ref.device, renamed[1][at].ref.device);
        QVERIFY(renamed[0][at].link == renamed[1][at].link);
    }
    QVERIFY(renamed[0][0].payload != renamed[1][0].payload);
}

QTEST_GUILESS_MAIN(ErasureTest)
#include "erasure_test.moc"
