#include "tests/core/store/profile_folder.h"

#include <QTest>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;

namespace {

DeviceEnd writerOf(Store& store) {
    const auto all = must(store.devices());
    return *std::ranges::find(all, true, &DeviceEnd::own);
}

// A copy of a profile, as another computer may have it.
std::unique_ptr<Store> copyOf(const ProfileFolder& profile, const ProfileFolder& copy) {
    std::filesystem::create_directories(copy.path().parent_path());
    std::filesystem::copy(profile.path(), copy.path(), std::filesystem::copy_options::recursive);
    return copy.open();
}

} // namespace

// A profile that stops writing as a device, because another copy of it does as well.
class LeaveDeviceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void eventsGoOnUnderAnotherName() {
        const ProfileFolder folder;
        const auto store = folder.open();
        must(store->append(std::vector{created("1", "One"), created("2", "Two"), noted("t", "mine")}));
        const auto before = everything(*store);
        const auto device = before[0].ref.device;
        const auto told = store->projections().read("task/2");
        must(store->leaveDevice(device, 2));
        const auto after = everything(*store);
        QCOMPARE(after.size(), before.size());
        const auto writer = writerOf(*store);
        QVERIFY(writer.device != device);
        QCOMPARE(writer.tail.seq, 2);
        for (const auto& event : after) {
            const auto& old = before[static_cast<std::size_t>(event.ref.device == device ? 0 : event.ref.seq)];
            QCOMPARE(event.payload, old.payload);
            QCOMPARE(event.hlc, old.hlc);
        }
        QVERIFY(store->projections().read("task/2")->state == told->state);
        QCOMPARE(troubles(*store), std::string());
        const auto next = must(store->append(std::vector{noted("t", "later")}));
        QCOMPARE(next[0].ref, (events::EventRef{writer.device, 3}));
        QVERIFY(next[0].hlc > before.back().hlc);
        QCOMPARE(troubles(*store), std::string());
    }

    void anUndoingFollowsWhatItUndoes() {
        const ProfileFolder folder;
        const auto store = folder.open();
        const auto first = must(store->append(std::vector{created("1", "One"), noted("t", "no")}));
        must(store->append(std::vector{
            Entry{events::draft("topic/t", events::EventUndone{first[1].ref.device, first[1].ref.seq}), kNow + 1}}));
        const auto undone = store->projections().read("topic/t");
        must(store->leaveDevice(first[0].ref.device, 1));
        QVERIFY(store->projections().read("topic/t")->state == undone->state);
        QCOMPARE(troubles(*store), std::string());
    }

    void nothingToMoveIsANewNameOnly() {
        const ProfileFolder folder;
        const auto store = folder.open();
        const auto device = must(store->append(std::vector{created("1", "One")}))[0].ref.device;
        must(store->leaveDevice(device, 2));
        QVERIFY(writerOf(*store).device != device);
        QCOMPARE(everything(*store).size(), std::size_t(1));
        QCOMPARE(troubles(*store), std::string());
        const auto now = writerOf(*store).device;
        must(store->leaveDevice(device, 1)); // it is no longer ours: we write on as we do
        QCOMPARE(writerOf(*store).device, now);
        QCOMPARE(everything(*store).size(), std::size_t(1));
        QCOMPARE(troubles(*store), std::string());
        QVERIFY(!store->leaveDevice("nobody", 1));
    }

    // Three copies: two that have the same unsent events, and one that has others in their place.
    void copiesDoNotWriteTheSameDownTwice() {
        const ProfileFolder folder;
        const ProfileFolder otherFolder;
        auto store = folder.open();
        must(store->append(std::vector{created("1", "One"), created("2", "Two"), created("3", "Three")}));
        const auto device = everything(*store)[0].ref.device;
        store.reset();
        const auto other = copyOf(folder, otherFolder);
        store = folder.open();
        must(store->append(std::vector{noted("t", "here")}));
        must(other->append(std::vector{noted("t", "there")}));

        must(store->leaveDevice(device, 2));
        auto sent = everything(*store);
        std::erase_if(sent, [&](const auto& event) { return event.ref.device == device; });
        QCOMPARE(must(other->receive(sent, kNow)), 3); // before it finds out itself
        must(other->leaveDevice(device, 2));
        const auto all = everything(*other);
        QCOMPARE(all.size(), std::size_t(5)); // 1, 2 and 3, and both notes
        QVERIFY(writerOf(*other).device != writerOf(*store).device);
        QCOMPARE(writerOf(*other).tail.seq, 1);
        QCOMPARE(troubles(*other), std::string());
    }
};

QTEST_GUILESS_MAIN(LeaveDeviceTest)
#include "leave_device_test.moc"
