#pragma once

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace cairn::exchange {

// A folder that is filled file by file and goes away with its test.
class TrackFolder {
public:
    std::filesystem::path path() const { return m_folder.path().toStdString(); }

    void write(const std::string& name, std::string_view bytes) const {
        const auto file = path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }

    void link(const std::string& name, const std::filesystem::path& target) const {
        const auto file = path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::filesystem::create_symlink(target, file);
    }

private:
    QTemporaryDir m_folder;
};

} // namespace cairn::exchange
