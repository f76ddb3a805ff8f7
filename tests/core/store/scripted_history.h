#pragma once

#include "tests/core/store/profile_folder.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cairn::store::testing {

// Lives through one and the same history in a store whose disk may fail at any moment, keeps account of what was
// reported as done, and holds what is found afterwards against that.
class ScriptedHistory {
public:
    explicit ScriptedHistory(std::filesystem::path folder)
        : m_folder(std::move(folder)) {
        for (int at = 0; at < 12; ++at) {
            m_other.add(created("shared" + std::to_string(at % 3), "Theirs").draft, base::Hlc::at(kNow + at * 700));
        }
    }

    // `disk` says whether it makes sense to go on.
    template<class Disk> void live(const Disk& disk) {
        for (int session = 0; session < 3 && disk(); ++session) {
            auto opened = Store::open(m_folder, trusted());
            if (!opened) {
                continue;
            }
            auto& store = **opened;
            append(store, 4);
            append(store, 1);
            receive(store, static_cast<std::size_t>(session) * 4, 4);
            undo(store);
            appendSamples(store);
            static_cast<void>(store.rebuild());
            if (session == 1) {
                erase(store);
            }
            append(store, 9);
        }
    }

    // Empty when what a healthy process finds is what was reported.
    std::string trouble() {
        auto opened = Store::open(m_folder, trusted());
        if (!opened) {
            return "it does not open: " + opened.error().message;
        }
        auto& store = **opened;
        if (auto found = troubles(store); !found.empty()) {
            return found;
        }
        std::map<events::EventRef, events::Event> there;
        std::set<std::string> payloads;
        for (auto& event : everything(store)) {
            payloads.insert(event.payload);
            there.emplace(event.ref, std::move(event));
        }
        for (const auto& event : m_done) {
            const auto found = there.find(event.ref);
            if (found == there.end() || found->second != event) {
                return "event " + event.ref.device + "/" + std::to_string(event.ref.seq) + " is lost";
            }
        }
        for (const auto& batch : m_unsure) {
            const auto kept =
                std::ranges::count_if(batch, [&](const auto& payload) { return payloads.contains(payload); });
            if (kept != 0 && kept != static_cast<std::ptrdiff_t>(batch.size())) {
                return "half of a batch is there";
            }
        }
        for (const auto& payload : m_erased) {
            if (payloads.contains(payload)) {
                return "what was erased is there";
            }
        }
        // And it goes on.
        const auto next = store.append(std::vector{created("after", "After")});
        return next ? troubles(store) : "it does not go on: " + next.error().message;
    }

private:
    using Payloads = std::vector<std::string>;

    void append(Store& store, int count) {
        std::vector<Entry> entries;
        for (int at = 0; at < count; ++at) {
            const auto number = std::to_string(++m_number);
            entries.push_back(created("shared" + std::to_string(at % 4), "Title " + number, kNow + m_number * 100));
        }
        note(store.append(entries), entries, m_done);
    }

    void appendSamples(Store& store) {
        std::vector<Entry> entries;
        for (int at = 0; at < 3; ++at) {
            entries.push_back(created("sample.one", "Sample " + std::to_string(++m_number), kNow));
        }
        const auto appended = store.append(entries);
        // Before they are erased they may be gone by a later, unsure erasing: those are checked by batch only.
        std::vector<events::Event> samples;
        note(appended, entries, samples);
        m_unsure.push_back(payloadsOf(entries));
        m_samples.push_back(payloadsOf(entries));
    }

    void undo(Store& store) {
        if (m_done.empty()) {
            return;
        }
        const auto target = m_done.front();
        const std::vector<Entry> entries{
            {events::draft(target.subject, events::EventUndone{target.ref.device, target.ref.seq}), kNow}};
        if (const auto appended = store.append(entries)) {
            m_done.insert(m_done.end(), appended->begin(), appended->end());
        }
    }

    void receive(Store& store, std::size_t first, std::size_t count) {
        const auto piece = std::span(m_other.log()).first(first + count);
        if (store.receive(piece, kNow)) {
            m_done.insert(m_done.end(), piece.begin(), piece.end());
        }
    }

    void erase(Store& store) {
        if (store.eraseStream(kSampleStream)) {
            for (const auto& batch : m_samples) {
                m_erased.insert(batch.begin(), batch.end());
            }
        }
        m_samples.clear();
    }

    void note(
        const base::Expected<std::vector<events::Event>>& appended, const std::vector<Entry>& entries,
        std::vector<events::Event>& done) {
        if (appended) {
            done.insert(done.end(), appended->begin(), appended->end());
        } else {
            m_unsure.push_back(payloadsOf(entries));
        }
    }

    static Payloads payloadsOf(const std::vector<Entry>& entries) {
        Payloads payloads;
        for (const auto& entry : entries) {
            payloads.push_back(entry.draft.payload);
        }
        return payloads;
    }

    std::filesystem::path m_folder;
    Device m_other{"other"};
    int m_number = 0;
    std::vector<events::Event> m_done{};
    std::vector<Payloads> m_unsure{}; // there or not there, each as a whole
    std::vector<Payloads> m_samples{};
    std::set<std::string> m_erased{};
};

} // namespace cairn::store::testing
