#include "sync/assistant/http/access_memory.h"

#include "sync/assistant/http/secret_text.h"
#include "sync/mcp/json.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace cairn::assistant {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

constexpr std::size_t kShortestToken = 16;
constexpr std::size_t kLongestToken = 200;
constexpr std::streamsize kFileMost = 4096;

fs::path fileIn(const fs::path& folder) {
    return folder / "assistant.json";
}

json::object read(const fs::path& folder) {
    std::ifstream stream(fileIn(folder), std::ios::binary);
    std::string text(kFileMost, '\0');
    stream.read(text.data(), kFileMost);
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return mcp::parseObject(text).value_or(json::object());
}

// As a header can carry it.
bool isToken(const std::string& text) {
    return text.size() >= kShortestToken && text.size() <= kLongestToken &&
           std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter <= '~'; });
}

} // namespace

AccessMemory rememberedAccess(const fs::path& folder) {
    AccessMemory access;
    const auto kept = folder.empty() ? json::object() : read(folder);
    access.on = mcp::flag(kept, "on");
    const auto* port = mcp::find(kept, "port");
    if (port != nullptr && port->is_int64() && port->get_int64() > 0 && port->get_int64() <= UINT16_MAX) {
        access.port = static_cast<std::uint16_t>(port->get_int64());
    }
    access.token = mcp::text(kept, "token");
    if (!isToken(access.token)) {
        access.token = secretText();
        remember(access, folder);
    }
    return access;
}

void remember(const AccessMemory& access, const fs::path& folder) {
    if (folder.empty()) {
        return;
    }
    std::error_code trouble;
    auto fresh = fileIn(folder);
    fresh += ".new";
    fs::remove(fresh, trouble);
    {
        std::ofstream stream(fresh, std::ios::binary | std::ios::trunc);
        fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write, trouble); // before it says anything
        if (trouble) {
            return;
        }
        stream << json::serialize(json::object{{"on", access.on}, {"port", access.port}, {"token", access.token}});
        if (!stream.flush()) {
            return;
        }
    }
    fs::rename(fresh, fileIn(folder), trouble);
}

} // namespace cairn::assistant
