#include "tests/core/store/any_history.h"
#include "tests/core/store/faulty_vfs.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <random>

using namespace cairn;
using namespace cairn::store;
using namespace cairn::store::testing;

namespace {

// Lives through a history in one store: own events in batches, another device's in pieces.
void live(Store& store, const std::vector<Happening>& history, const std::string& other) {
    Device device(other);
    std::vector<events::Event> seen;
    std::size_t sent = 0;
    for (const auto& happening : history) {
        const auto draft = draftOf(happening, seen);
        const bool servers = draft.type == "task.verified";
        if (servers || happening.which % 3 == 0) {
            const auto at = base::Hlc::at(timeOf(happening), static_cast<std::uint16_t>(happening.which));
            seen.push_back(device.add(draft, at, servers && happening.which % 4 != 0));
        } else {
            const auto own = must(store.append(std::vector{Entry{draft, timeOf(happening)}}));
            seen.insert(seen.end(), own.begin(), own.end());
        }
        if (happening.which % 5 == 0) {
            must(store.receive(std::span(device.log()).subspan(sent), kNow));
            sent = device.log().size();
        }
    }
    must(store.receive(std::span(device.log()).subspan(sent), kNow));
}

std::vector<std::vector<events::Event>> logsOf(Store& store) {
    std::vector<std::vector<events::Event>> logs;
    for (auto& event : everything(store)) {
        if (logs.empty() || logs.back().front().ref.device != event.ref.device) {
            logs.emplace_back();
        }
        logs.back().push_back(std::move(event));
    }
    return logs;
}

// Sends all that `from` has, device by device in pieces of any length, pieces in any order between devices, some twice.
void send(Store& from, Store& to, std::mt19937& random) {
    const auto logs = logsOf(from);
    std::vector<std::size_t> sent(logs.size(), 0);
    const auto left = [&] {
        for (std::size_t at = 0; at < logs.size(); ++at) {
            if (sent[at] < logs[at].size()) {
                return true;
            }
        }
        return false;
    };
    while (left()) {
        const auto at = random() % logs.size();
        const auto first = sent[at] - std::min<std::size_t>(sent[at], random() % 3);
        const auto count = std::min<std::size_t>(logs[at].size() - first, 1 + random() % 5);
        auto piece = std::vector(
            logs[at].begin() + static_cast<std::ptrdiff_t>(first),
            logs[at].begin() + static_cast<std::ptrdiff_t>(first + count));
        std::ranges::shuffle(piece, random);
        must(to.receive(piece, kNow));
        sent[at] = std::max(sent[at], first + count);
    }
}

} // namespace

class HistoryTest : public QObject {
    Q_OBJECT

private slots:
    void rebuildEqualsLivingThrough();
    void replicasThatExchangeEndAlike();
};

void HistoryTest::rebuildEqualsLivingThrough() {
    const FaultyVfs quick; // no waiting for the disk
    QVERIFY(rc::check("a rebuild equals living through it", [] {
        const auto history = *anyHistory();
        const ProfileFolder folder;
        auto store = folder.open();
        live(*store, history, "other");
        const auto lived = store->projections().dump();
        must(store->rebuild());
        RC_ASSERT(store->projections().dump() == lived);
        store.reset();
        store = folder.open();
        RC_ASSERT(store->projections().dump() == lived);
        std::string found;
        for (const auto& trouble : must(store->verify()).troubles) {
            found += trouble.find("receipt") == std::string::npos ? trouble : std::string();
        }
        RC_ASSERT(found.empty());
    }));
}

void HistoryTest::replicasThatExchangeEndAlike() {
    const FaultyVfs quick;
    QVERIFY(rc::check("replicas that exchange end alike", [] {
        const auto histories = *rc::gen::container<std::vector<std::vector<Happening>>>(2, anyHistory());
        std::mt19937 random(*rc::gen::arbitrary<std::uint32_t>());
        const ProfileFolder folders[2];
        const std::unique_ptr<Store> stores[2] = {folders[0].open(), folders[1].open()};
        for (std::size_t at = 0; at < 2; ++at) {
            live(*stores[at], histories[at], "other " + std::to_string(at));
        }
        send(*stores[0], *stores[1], random);
        send(*stores[1], *stores[0], random);
        RC_ASSERT(everything(*stores[0]) == everything(*stores[1]));
        RC_ASSERT(stores[0]->projections().dump() == stores[1]->projections().dump());
        must(stores[0]->rebuild());
        RC_ASSERT(stores[0]->projections().dump() == stores[1]->projections().dump());
    }));
}

QTEST_GUILESS_MAIN(HistoryTest)
#include "history_test.moc"
