#pragma once

#include <QString>

#include <filesystem>

namespace cairn::ui {

// A path as text for people and for Qt, on systems whose paths are bytes and on those whose are not.
inline QString pathText(const std::filesystem::path& path) {
    const std::u8string text = path.u8string();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace cairn::ui
