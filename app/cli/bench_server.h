#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cairn::cli {

// A cairnd of its own on this computer, with accounts that are signed in: ended, and gone, with this object.
class BenchServer {
public:
    // In `folder`. Throws Failure where there is no cairnd beside this program.
    BenchServer(
        const std::filesystem::path& folder, int accounts, bool tls, const std::vector<std::string>& arguments = {});
    ~BenchServer();
    BenchServer(const BenchServer&) = delete;
    BenchServer& operator=(const BenchServer&) = delete;

    std::uint16_t port() const { return m_port; }

    // The access token of an account.
    const std::string& token(int account) const { return m_tokens.at(static_cast<std::size_t>(account)); }

    // A number that the server tells of itself.
    double metric(const std::string& name) const;

    void stop();

private:
    struct Process;

    std::vector<std::string> m_tokens;
    std::unique_ptr<Process> m_process;
    std::uint16_t m_port = 0;
    bool m_tls;
};

} // namespace cairn::cli
