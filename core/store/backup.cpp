#include "core/store/backup.h"

#include "core/store/durable_files.h"

#include <algorithm>
#include <string>
#include <vector>

namespace cairn::store {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = "profile-";
constexpr std::string_view kSuffix = ".db";
constexpr std::string_view kUnfinished = ".unfinished";

std::string nameOf(const fs::path& file) {
    const auto text = file.filename().u8string();
    return {text.begin(), text.end()};
}

// Keeps the newest; their names begin with their date.
void prune(const fs::path& folder) {
    std::vector<fs::path> backups;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = nameOf(entry.path());
        if (name.starts_with(kPrefix) && name.ends_with(kUnfinished)) {
            fs::remove(entry.path());
        } else if (name.starts_with(kPrefix) && name.ends_with(kSuffix)) {
            backups.push_back(entry.path());
        }
    }
    std::ranges::sort(backups, std::ranges::greater(), nameOf);
    for (std::size_t at = kBackupsKept; at < backups.size(); ++at) {
        fs::remove(backups[at]);
    }
}

} // namespace

void copyDatabase(Database& database, const fs::path& file) {
    const auto text = fs::absolute(file).generic_u8string();
    const std::string name(text.begin(), text.end());
    database.sql() << "VACUUM INTO :file", soci::use(name);
}

fs::path backUp(Database& database, const fs::path& folder, std::int64_t version) {
    makeFolder(folder);
    const auto now = database.text("SELECT strftime('%Y-%m-%dT%H%M%f', 'now')");
    const auto file = folder / (std::string(kPrefix) + now + "-v" + std::to_string(version) + std::string(kSuffix));
    auto unfinished = file;
    unfinished += kUnfinished;
    fs::remove(unfinished);
    copyDatabase(database, unfinished);
    const auto answer = Database(unfinished, Access::read).text("PRAGMA integrity_check(1)");
    if (answer != "ok") {
        throw Abandon{{base::ErrorCode::Corrupt, "the backup cannot be read back (" + answer + ")", file.string()}};
    }
    publish(unfinished, file);
    prune(folder);
    return file;
}

} // namespace cairn::store
