#include "core/store/verify.h"

#include "core/events/catalogue.h"
#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "core/store/admission.h"
#include "core/store/backup.h"
#include "core/store/event_log.h"
#include "core/store/folded_profile.h"
#include "core/store/projections.h"
#include "core/store/rebuild.h"

#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace cairn::store {

using events::Event;

namespace {

constexpr std::int64_t kLookEvery = 200;

std::string nameOf(const events::EventRef& ref) {
    return "event " + ref.device + "/" + std::to_string(ref.seq);
}

void add(VerifyReport& report, std::string sentence) {
    if (report.troubles.size() < VerifyReport::kTroublesNamed) {
        report.troubles.push_back(std::move(sentence));
    }
}

// Walks the logs of all devices, in the order of their chains.
class ChainWalk {
public:
    ChainWalk(EventLog& log, const events::KeyRing& keys, VerifyReport& report)
        : m_log(log)
        , m_keys(keys)
        , m_report(report) {}

    void visit(const Event& event) {
        if (m_report.events == 0 || event.ref.device != m_device) {
            finishDevice();
            m_device = event.ref.device;
            m_stream = event.stream;
            m_tail = {};
            ++m_report.devices;
        }
        ++m_report.events;
        if (event.ref.seq != m_tail.seq + 1) {
            add(m_report, nameOf({m_device, m_tail.seq + 1}) + " is missing");
        } else if (const auto fits = admissible(event); !fits) {
            add(m_report, nameOf(event.ref) + " is damaged: " + fits.error().message);
        } else if (event.link != events::linkAfter(m_tail.link, event)) {
            add(m_report, nameOf(event.ref) + " was changed: its link does not fit");
        } else if (event.stream != m_stream) {
            add(m_report, nameOf(event.ref) + " is of another stream than its device's log");
        }
        m_tail = {event.ref.seq, event.hlc, event.link};
        checkReceipt(event);
    }

    // The last device's end, and devices that are noted and have no events.
    void finish() {
        finishDevice();
        for (const auto& device : m_log.devicesWithoutTail()) {
            if (std::ranges::find(m_ended, device) == m_ended.end()) {
                endsWrong(device);
            }
        }
    }

private:
    void checkReceipt(const Event& event) {
        const bool servers = events::isInCatalogue(event.type) && !events::isLearnersOwn(event.type);
        if (!servers && !event.receipt) {
            return;
        }
        ++m_report.receipts;
        if (const auto verified = events::verifyReceipt(event, m_keys); !verified) {
            add(m_report, nameOf(event.ref) + ": " + verified.error().message);
        }
    }

    void finishDevice() {
        if (m_report.events == 0) {
            return;
        }
        const auto tail = m_log.tail(m_device);
        if (!tail || tail->seq != m_tail.seq || tail->link != m_tail.link || tail->hlc < m_tail.hlc) {
            endsWrong(m_device);
        }
    }

    void endsWrong(const std::string& device) {
        m_ended.push_back(device);
        add(m_report, "the log of device " + device + " does not end where it should");
    }

    EventLog& m_log;
    const events::KeyRing& m_keys;
    VerifyReport& m_report;
    std::string m_device{};
    std::string m_stream{};
    DeviceTail m_tail{};
    std::vector<std::string> m_ended{}; // those that were named already
};

// What a row is about, and a digest of what it says: two whole dumps would be as large as the profile.
struct RowDigest {
    std::string about;
    events::Digest digest{};

    auto operator<=>(const RowDigest&) const = default;
};

std::vector<RowDigest> digests(Projections& projections) {
    std::vector<RowDigest> rows;
    projections.eachRow([&](const std::string& about, const std::string& row) {
        auto& added = rows.emplace_back(about);
        crypto_generichash(
            added.digest.data(), added.digest.size(), reinterpret_cast<const unsigned char*>(row.data()), row.size(),
            nullptr, 0);
    });
    return rows;
}

// What the first row that differs is about.
std::string firstDifference(const std::vector<RowDigest>& kept, const std::vector<RowDigest>& rebuilt) {
    const auto [left, right] = std::ranges::mismatch(kept, rebuilt);
    if (left == kept.end()) {
        return right == rebuilt.end() ? std::string() : right->about;
    }
    return right == rebuilt.end() ? left->about : std::min(left->about, right->about);
}

void checkProjections(
    Database& database, const events::KeyRing& keys, const base::Progress& progress, VerifyReport& report) {
    Projections projections(database);
    const auto kept = digests(projections);
    stopIfAsked(progress);
    foldEverything(database, projections, keys, progress);
    const auto rebuilt = digests(projections);
    report.subjects = database.number("SELECT count(*) FROM subject");
    if (const auto difference = firstDifference(kept, rebuilt); !difference.empty()) {
        add(report, "what is shown is not what the log says, first at " + difference);
    }
}

// What SQLite finds wrong with its own files.
void checkFile(Database& database, VerifyReport& report) {
    const soci::rowset<std::string> answers =
        (database.sql().prepare << "PRAGMA integrity_check(" + std::to_string(VerifyReport::kTroublesNamed) + ")");
    for (const auto& answer : answers) {
        if (answer != "ok") {
            add(report, "the database is damaged: " + answer);
        }
    }
}

// A folder that leaves with its owner.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::array<unsigned char, 16> random{};
        randombytes_buf(random.data(), random.size());
        m_path = std::filesystem::temp_directory_path() / ("cairn-verify-" + events::toHex(random));
        std::filesystem::create_directory(m_path);
        std::filesystem::permissions(m_path, std::filesystem::perms::owner_all);
    }

    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path{};
};

} // namespace

base::Expected<VerifyReport>
verifyDatabase(Database& database, const events::KeyRing& keys, const base::Progress& progress) {
    return guarded([&] {
        VerifyReport report;
        // Rolled back at the end: looking changes nothing, and all of it looks at one state.
        const Transaction transaction(database);
        checkFile(database, report);
        stopIfAsked(progress);
        EventLog log(database);
        const auto total = log.count();
        ChainWalk walk(log, keys, report);
        auto cursor = log.byDevice();
        while (const auto event = cursor.next()) {
            walk.visit(*event);
            if (report.events % kLookEvery == 0) {
                stopIfAsked(progress);
                progress({"chain", report.events, total * 2});
            }
        }
        walk.finish();
        for (const auto& ref : log.misplaced()) {
            add(report, nameOf(ref) + " does not stand at its place in the order");
        }
        for (const auto& ref : log.erasedWithoutReason()) {
            add(report, nameOf(ref) + " was erased, and nothing says so");
        }
        if (showsAhead(database)) {
            return report; // what is shown is not yet what the events here say
        }
        checkProjections(
            database, keys,
            {[&](const base::ProgressStep& step) { progress({step.doing, total + step.done, total * 2}); },
             progress.stop},
            report);
        return report;
    });
}

base::Expected<VerifyReport>
verifyCopy(Database& database, const events::KeyRing& keys, const base::Progress& progress) {
    return guarded([&] {
        // A copy is made of rows, not of pages: it would hide what is wrong with the file itself.
        VerifyReport ofFile;
        checkFile(database, ofFile);
        stopIfAsked(progress);
        const TemporaryFolder folder;
        const auto file = folder.path() / "copy.db";
        copyDatabase(database, file);
        Database copy(file, Access::write);
        copy.run("PRAGMA synchronous=OFF"); // it leaves in a moment
        auto report = verifyDatabase(copy, keys, progress);
        if (!report) {
            throw Abandon{report.error()};
        }
        report->troubles.insert(report->troubles.begin(), ofFile.troubles.begin(), ofFile.troubles.end());
        return std::move(*report);
    });
}

} // namespace cairn::store
