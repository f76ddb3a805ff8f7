#include "core/store/verify.h"

#include "core/events/canonical_json.h"
#include "core/events/chain.h"
#include "core/events/event_codec.h"
#include "core/store/store.h"

#include <filesystem>
#include <sstream>

namespace cairn::store {

using events::Event;

namespace {

constexpr std::size_t kTroublesNamed = 50;
constexpr std::int64_t kProgressEvery = 500;

std::string nameOf(const events::EventRef& ref) {
    return "event " + ref.device + "/" + std::to_string(ref.seq);
}

// Walks the logs of all devices, in the order of their chains.
class ChainWalk {
public:
    ChainWalk(EventLog& log, const events::KeyRing& keys, VerifyReport& report)
        : m_log(log), m_keys(keys), m_report(report) {}

    void visit(const Event& event) {
        if (event.ref.device != m_device) {
            finishDevice();
            m_device = event.ref.device;
            m_tail = {};
            ++m_report.devices;
        }
        ++m_report.events;
        if (event.ref.seq != m_tail.seq + 1) {
            trouble(nameOf({m_device, m_tail.seq + 1}) + " is missing");
        } else if (!events::parseCanonicalJson(event.payload)) {
            trouble(nameOf(event.ref) + " has a payload that is not canonical JSON");
        } else if (event.link != events::linkAfter(m_tail.link, event)) {
            trouble(nameOf(event.ref) + " was changed: its link does not fit");
        }
        m_tail = {event.ref.seq, event.hlc, event.link};
        if (!events::isLearnersOwn(event.type) && events::isInCatalogue(event.type)) {
            ++m_report.receipts;
            if (const auto verified = events::verifyReceipt(event, m_keys); !verified) {
                trouble(nameOf(event.ref) + ": " + verified.error().message);
            }
        }
    }

    void finishDevice() {
        if (m_device.empty()) {
            return;
        }
        const auto tail = m_log.tail(m_device);
        if (!tail || tail->seq != m_tail.seq || tail->link != m_tail.link) {
            trouble("the log of device " + m_device + " does not end where it should");
        }
    }

private:
    void trouble(std::string sentence) {
        if (m_report.troubles.size() < kTroublesNamed) {
            m_report.troubles.push_back(std::move(sentence));
        }
    }

    EventLog& m_log;
    const events::KeyRing& m_keys;
    VerifyReport& m_report;
    std::string m_device{};
    DeviceTail m_tail{};
};

// The first line in which two dumps differ, cut to what names the thing.
std::string firstDifference(const std::string& kept, const std::string& rebuilt) {
    std::istringstream one(kept);
    std::istringstream other(rebuilt);
    std::string left;
    std::string right;
    while (true) {
        const bool more = static_cast<bool>(std::getline(one, left));
        const bool otherMore = static_cast<bool>(std::getline(other, right));
        if (!more && !otherMore) {
            return {};
        }
        if (!more || !otherMore || left != right) {
            return (more ? left : right).substr(0, 80);
        }
    }
}

// A folder that leaves with its owner.
class TemporaryFolder {
public:
    TemporaryFolder() {
        unsigned attempt = 0;
        do {
            m_path = std::filesystem::temp_directory_path() / ("cairn-verify-" + std::to_string(attempt++));
        } while (!std::filesystem::create_directory(m_path));
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace

base::Expected<VerifyReport> Store::verify(const base::Progress& progress) {
    return guarded([&] {
        VerifyReport report;
        const auto total = m_log.count();
        ChainWalk walk(m_log, m_keys, report);
        m_log.byDevice([&](const Event& event) {
            walk.visit(event);
            if (report.events % kProgressEvery == 0) {
                progress({"chain", report.events, total * 2});
            }
            return !progress.stopped();
        });
        walk.finishDevice();
        report.subjects = m_database.number("SELECT count(*) FROM subject");

        // Rolled back at the end: looking changes nothing.
        const Transaction transaction(m_database);
        const auto kept = m_projections.dump();
        foldEverything(progress);
        if (const auto difference = firstDifference(kept, m_projections.dump()); !difference.empty()) {
            report.troubles.push_back("what is shown is not what the log says, first at " + difference);
        }
        return report;
    });
}

base::Expected<VerifyReport> verifyCopy(Database& database, const events::KeyRing& keys, const base::Progress& progress) {
    return guarded([&] {
        const TemporaryFolder folder;
        const auto file = Store::databaseFile(folder.path()).string();
        database.sql() << "VACUUM INTO :file", soci::use(file);
        auto copy = Store::open(folder.path(), keys, progress);
        if (!copy) {
            throw Abandon{copy.error()};
        }
        auto report = (*copy)->verify(progress);
        if (!report) {
            throw Abandon{report.error()};
        }
        return std::move(*report);
    });
}

} // namespace cairn::store
