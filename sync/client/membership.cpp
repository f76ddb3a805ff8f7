#include "sync/client/membership.h"

#include "core/events/described_json.h"

#include <QFile>
#include <QSaveFile>

namespace cairn::client {

namespace {

constexpr qint64 kMost = 64 << 10;

QString fileIn(const std::filesystem::path& profile) {
    return QString::fromStdU16String((profile / "server.json").u16string());
}

} // namespace

base::Expected<std::optional<Membership>> readMembership(const std::filesystem::path& profile) {
    QFile file(fileIn(profile));
    if (!file.exists()) {
        return std::optional<Membership>();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return base::fail(base::ErrorCode::Io, file.errorString().toStdString(), file.fileName().toStdString());
    }
    auto read = events::decodeDescribed<Membership>(file.read(kMost).toStdString());
    if (!read || read->server.empty()) {
        return base::fail(
            base::ErrorCode::Corrupt, "the file that says which server this profile has joined cannot be read",
            file.fileName().toStdString());
    }
    return std::optional(std::move(*read));
}

base::Expected<void> writeMembership(const std::filesystem::path& profile, const Membership& membership) {
    QSaveFile file(fileIn(profile));
    const auto text = events::encodeDescribed(membership);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(text)) < 0 || !file.commit()) {
        return base::fail(base::ErrorCode::Io, file.errorString().toStdString(), file.fileName().toStdString());
    }
    return {};
}

void removeMembership(const std::filesystem::path& profile) {
    QFile::remove(fileIn(profile));
}

} // namespace cairn::client
