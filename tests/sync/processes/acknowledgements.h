#pragma once

#include <QByteArray>

#include <cstdint>
#include <map>
#include <string>

namespace cairn::test {

// What a server has confirmed, by device: the number up to which it says that it has the events.
using Confirmed = std::map<std::string, std::int64_t>;

// Reads along what a server says on one connection, HTTP first and WebSocket frames after it, and notes what it
// confirms. Frames of a server are not masked, and a confirmation is too small to come compressed or divided.
class Acknowledgements {
public:
    void heard(const QByteArray& bytes, Confirmed& confirmed);

private:
    bool takeFrame(Confirmed& confirmed);

    QByteArray m_unread;
    bool m_upgraded = false;
};

} // namespace cairn::test
