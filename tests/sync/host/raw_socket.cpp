#include "tests/sync/host/raw_socket.h"

#include <QDeadlineTimer>

using namespace Qt::StringLiterals;

namespace cairn::test {

RawSocket::RawSocket(const LiveServer& server) {
    m_socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(server.url().section(u':', -1).toInt()));
    m_socket.waitForConnected();
}

QByteArray RawSocket::frame(int code, const QByteArray& payload, Shape shape) {
    const QByteArray mask = QByteArray::fromHex("a1b2c3d4");
    QByteArray bytes;
    bytes += static_cast<char>((shape.last ? 0x80 : 0) | (shape.reserved << 4) | code);
    const char masked = shape.masked ? static_cast<char>(0x80) : '\0';
    const auto size = payload.size();
    const int octets = size < 126 ? 0 : size < 65'536 ? 2 : 8;
    bytes += static_cast<char>(masked | static_cast<char>(octets == 0 ? size : octets == 2 ? 126 : 127));
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
        bytes += static_cast<char>((size >> shift) & 0xff);
    }
    if (!shape.masked) {
        return bytes + payload;
    }
    bytes += mask;
    for (qsizetype at = 0; at < size; ++at) {
        bytes += static_cast<char>(payload[at] ^ mask[at % 4]);
    }
    return bytes;
}

QByteArray RawSocket::asking(const QByteArray& header) {
    return "GET /api/sync HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
           header + "\r\n";
}

void RawSocket::write(const QByteArray& bytes) {
    m_socket.write(bytes);
    m_socket.flush();
}

bool RawSocket::upgrade() {
    write(asking());
    return header().startsWith("HTTP/1.1 101");
}

bool RawSocket::has(qsizetype size, int wait) {
    QDeadlineTimer end(wait);
    m_heard += m_socket.readAll();
    while (m_heard.size() < size) {
        if (!m_socket.waitForReadyRead(static_cast<int>(end.remainingTime()))) {
            m_heard += m_socket.readAll();
            return m_heard.size() >= size;
        }
        m_heard += m_socket.readAll();
    }
    return true;
}

std::optional<RawSocket::Frame> RawSocket::next(int wait) {
    if (!has(2, wait)) {
        return std::nullopt;
    }
    const auto octet = [this](qsizetype at) { return static_cast<quint64>(static_cast<quint8>(m_heard[at])); };
    auto size = octet(1) & 0x7f;
    const qsizetype octets = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (!has(2 + octets, wait)) {
        return std::nullopt;
    }
    if (octets > 0) {
        size = 0;
        for (qsizetype at = 2; at < 2 + octets; ++at) {
            size = size << 8 | octet(at);
        }
    }
    const auto whole = 2 + octets + static_cast<qsizetype>(size);
    if (!has(whole, wait)) {
        return std::nullopt;
    }
    Frame frame{static_cast<int>(octet(0) & 0x0f), m_heard.mid(2 + octets, static_cast<qsizetype>(size))};
    m_heard.remove(0, whole);
    return frame;
}

QByteArray RawSocket::header(int wait) {
    for (qsizetype end = -1, asked = 1; end < 0; asked = m_heard.size() + 1) {
        if (!has(asked, wait)) {
            break;
        }
        end = m_heard.indexOf("\r\n\r\n");
        if (end >= 0) {
            const auto header = m_heard.left(end + 4);
            m_heard.remove(0, end + 4);
            return header;
        }
    }
    return std::exchange(m_heard, {});
}

bool RawSocket::ends(int wait) {
    QDeadlineTimer end(wait);
    while (m_socket.state() == QAbstractSocket::ConnectedState && !end.hasExpired()) {
        m_heard.clear();
        m_socket.readAll();
        m_socket.waitForReadyRead(static_cast<int>(end.remainingTime()));
    }
    return m_socket.state() != QAbstractSocket::ConnectedState;
}

} // namespace cairn::test
