#include "sync/server/auth/sealed_files.h"

#include <fstream>
#include <stdexcept>

namespace cairn::server {

namespace fs = std::filesystem;

std::string SealedFiles::read(const std::string& name) const {
    std::ifstream in(m_folder / name, std::ios::binary);
    std::string sealed;
    std::getline(in, sealed);
    return m_seal.open(sealed, m_folder.filename().string() + "/" + name).value_or("");
}

void SealedFiles::write(const std::string& name, const std::string& secret) const {
    const auto file = m_folder / name;
    std::error_code trouble;
    if (secret.empty()) {
        fs::remove(file, trouble);
        return;
    }
    fs::create_directory(m_folder, trouble);
    fs::permissions(m_folder, fs::perms::owner_all, trouble);
    const auto fresh = m_folder / (name + "." + randomToken(8));
    {
        std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
        fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write, trouble);
        out << m_seal.close(secret, m_folder.filename().string() + "/" + name) << '\n';
        if (!out.flush()) {
            throw std::runtime_error(file.string() + " cannot be written");
        }
    }
    fs::rename(fresh, file, trouble);
    if (trouble) {
        throw std::runtime_error(file.string() + " cannot be written: " + trouble.message());
    }
}

} // namespace cairn::server
