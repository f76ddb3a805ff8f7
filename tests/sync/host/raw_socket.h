#pragma once

#include "tests/sync/host/live_server.h"

#include <QByteArray>
#include <QTcpSocket>

#include <optional>

namespace cairn::test {

// A peer that holds to no protocol but the one that the test speaks, byte by byte.
class RawSocket {
public:
    explicit RawSocket(const LiveServer& server);

    struct Frame {
        int code = 0; // of the operation: 1 text, 2 binary, 8 close, 9 ping, 10 pong
        QByteArray payload;
    };

    // How a frame differs from one that is well made.
    struct Shape {
        bool last = true;
        bool masked = true;
        int reserved = 0; // the three bits
    };

    static QByteArray frame(int code, const QByteArray& payload, Shape shape);

    static QByteArray frame(int code, const QByteArray& payload) { return frame(code, payload, Shape()); }

    static QByteArray text(const QByteArray& payload) { return frame(1, payload); }

    // What asks for a WebSocket; `header` goes with it.
    static QByteArray asking(const QByteArray& header = "Sec-WebSocket-Protocol: cairn.sync.v1\r\n");

    QTcpSocket& socket() { return m_socket; }

    void write(const QByteArray& bytes);

    // Becomes a WebSocket.
    bool upgrade();

    std::optional<Frame> next(int wait = 5'000); // ms; nothing where the server has ended it, or says nothing

    // Up to the header's end.
    QByteArray header(int wait = 5'000);

    // Whether the server ends it within that time. What comes until then is passed over.
    bool ends(int wait);

private:
    bool has(qsizetype size, int wait);

    QTcpSocket m_socket;
    QByteArray m_heard;
};

} // namespace cairn::test
