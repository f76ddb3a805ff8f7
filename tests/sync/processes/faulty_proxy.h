#pragma once

#include "tests/sync/processes/acknowledgements.h"

#include <QObject>
#include <QTcpServer>

#include <functional>
#include <optional>
#include <random>

namespace cairn::test {

// What a connection through the proxy suffers.
struct Weather {
    int delay = 0;                     // ms before bytes go on, drawn anew for each way and each portion, up to this
    int piece = 0;                     // bytes that go on at once, at most; 0: all
    int linger = 0;                    // ms until one side hears that the other is gone
    std::optional<qint64> cutAfter{};  // bytes, both ways together
    std::optional<qint64> deafAfter{}; // bytes; what comes later one way is lost, and after `linger` the connection
    bool deafServer = false;           // that way is the one to the server

    static Weather any(std::mt19937& random);
};

// A network between clients and a server on this computer that is as bad as networks are: it holds back, delivers in
// pieces, ends connections in the middle of a word, goes deaf one way (half-open), and lets what a dead client had said
// arrive after what its next life says. TCP reorders nothing within one way of one connection, and neither does this.
// All that is drawn comes from the seed; the computer's own timing does not.
class FaultyProxy : public QObject {
public:
    FaultyProxy(quint16 server, std::uint32_t seed);

    quint16 port() const { return m_listener.serverPort(); }

    // Connections made from now on are spared.
    void setCalm(bool calm) { m_calm = calm; }

    // Calls once, when so many more bytes have gone through; in the midst of their delivery.
    void callAfter(qint64 bytes, std::function<void()> call);

    void forgetCall() { m_call = nullptr; }

    // All that the server has ever confirmed, whether or not it reached the client.
    const Confirmed& confirmed() const { return m_confirmed; }

    qint64 connections() const { return m_connections; }

    qint64 cuts() const { return m_cuts; }

private:
    class Link;

    void meet();
    void count(qint64 bytes);

    quint16 m_server;
    std::mt19937 m_random;
    QTcpServer m_listener;
    bool m_calm = false;
    Confirmed m_confirmed{};
    std::function<void()> m_call{};
    qint64 m_callIn = 0;
    qint64 m_connections = 0;
    qint64 m_cuts = 0;
};

} // namespace cairn::test
