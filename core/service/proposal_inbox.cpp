#include "core/service/proposal_inbox.h"

#include "core/events/described_json.h"
#include "core/store/database.h"
#include "core/store/durable_files.h"

#include <algorithm>
#include <chrono>
#include <fstream>

namespace cairn::service {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kIdLength = 32;

bool isId(const std::string& name) {
    return name.size() == kIdLength && name.find_first_not_of("0123456789abcdef") == std::string::npos;
}

base::Expected<events::ProposalMade> read(const fs::path& file) {
    std::string text(ProposalInbox::kFileBytes + 1, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > ProposalInbox::kFileBytes) {
        return base::fail(base::ErrorCode::LimitExceeded, "this proposal is too long", file.string());
    }
    return events::decodeDescribed<events::ProposalMade>(text);
}

std::int64_t writtenAt(const fs::path& file) {
    std::error_code trouble;
    const auto time = fs::last_write_time(file, trouble);
    const auto system = std::chrono::file_clock::to_sys(time).time_since_epoch();
    return trouble ? 0 : std::chrono::duration_cast<std::chrono::milliseconds>(system).count();
}

} // namespace

std::vector<ProposalInbox::Item> ProposalInbox::items() const {
    std::vector<std::string> ids;
    std::error_code trouble;
    for (fs::directory_iterator entry(m_folder, trouble), end; !trouble && entry != end; entry.increment(trouble)) {
        const auto id = entry->path().stem().string();
        std::error_code unknown;
        // Not what a link points to: another program of this person may be the one that is not trusted.
        if (entry->path().extension() == ".json" && isId(id) &&
            entry->symlink_status(unknown).type() == fs::file_type::regular) {
            ids.push_back(id);
        }
    }
    std::ranges::sort(ids);
    ids.resize(std::min(ids.size(), kFilesMost));
    std::vector<Item> items;
    items.reserve(ids.size());
    for (auto& id : ids) {
        const auto file = fileOf(id);
        items.push_back({std::move(id), read(file), writtenAt(file)});
    }
    return items;
}

void ProposalInbox::put(const std::string& id, const events::ProposalMade& proposal) const {
    store::makeFolder(m_folder);
    const auto written = m_folder / (id + ".part");
    {
        std::ofstream stream(written, std::ios::binary | std::ios::trunc);
        stream << events::encodeDescribed(proposal);
        stream.flush();
        if (!stream) {
            throw store::Abandon{{base::ErrorCode::Io, "the proposal cannot be written", written.string()}};
        }
    }
    store::publish(written, fileOf(id));
}

void ProposalInbox::remove(const std::string& id) const {
    std::error_code gone;
    fs::remove(fileOf(id), gone);
}

void ProposalInbox::setAside(const std::string& id) const {
    std::error_code trouble;
    fs::rename(fileOf(id), m_folder / (id + ".refused"), trouble);
}

} // namespace cairn::service
