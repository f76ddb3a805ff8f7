#include "sync/server/config/config.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace cairn;

namespace {

void demand(bool holds) {
    if (!holds) {
        std::abort();
    }
}

// A file that is in memory only.
class MemoryFile {
public:
    std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(m_file); }

    void fill(const std::uint8_t* data, std::size_t size) const {
        demand(ftruncate(m_file, 0) == 0);
        demand(pwrite(m_file, data, size, 0) == static_cast<ssize_t>(size));
    }

private:
    int m_file = memfd_create("config", MFD_CLOEXEC);
};

} // namespace

// A configuration file. What is good is good again as the environment says it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const MemoryFile kFile;
    kFile.fill(data, size);
    const auto nothing = [](const std::string&) { return std::optional<std::string>(); };
    const auto config = server::readConfig(kFile.path(), nothing);
    if (!config) {
        demand(!config.error().message.empty());
        return 0;
    }
    const auto again = server::readConfig({}, [&](const std::string& variable) -> std::optional<std::string> {
        for (const auto& option : server::options()) {
            if (option.variable() == variable) {
                return option.text != nullptr     ? (*config).*option.text
                       : option.number != nullptr ? std::to_string((*config).*option.number)
                                                  : std::string((*config).*option.flag ? "true" : "false");
            }
        }
        return std::nullopt;
    });
    demand(again.has_value());
    for (const auto& option : server::options()) {
        demand(option.text == nullptr || (*config).*option.text == (*again).*option.text);
        demand(option.number == nullptr || (*config).*option.number == (*again).*option.number);
        demand(option.flag == nullptr || (*config).*option.flag == (*again).*option.flag);
    }
    return 0;
}
