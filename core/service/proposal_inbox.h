#pragma once

#include "core/base/error.h"
#include "core/events/catalogue.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace cairn::service {

// Proposals that wait beside the log for the process that writes it: a file each, in a folder of the profile. A file
// has its name once all of it is on the disk; its name is the proposal's id, so that taking it in twice changes
// nothing.
class ProposalInbox {
public:
    static constexpr std::size_t kFileBytes = 64 << 10;
    static constexpr std::size_t kFilesMost = 200; // looked at; others wait until these are gone

    struct Item {
        std::string id;
        base::Expected<events::ProposalMade> proposal; // the error says why it is none
        std::int64_t at = 0;                           // milliseconds UTC, when it was put there
    };

    explicit ProposalInbox(const std::filesystem::path& profile)
        : m_folder(profile / "proposals") {}

    const std::filesystem::path& folder() const { return m_folder; }

    // In the order of their ids. What is no file of this kind is passed over.
    std::vector<Item> items() const;

    // Throws store::Abandon where the disk does not take it.
    void put(const std::string& id, const events::ProposalMade& proposal) const;

    void remove(const std::string& id) const;

    // Out of the way, and kept for whoever wants to know.
    void setAside(const std::string& id) const;

private:
    std::filesystem::path fileOf(const std::string& id) const { return m_folder / (id + ".json"); }

    std::filesystem::path m_folder;
};

} // namespace cairn::service
