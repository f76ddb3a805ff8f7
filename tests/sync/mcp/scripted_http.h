#pragma once

#include <QByteArray>
#include <QMap>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

class QTcpSocket;

namespace cairn::test {

// A server of HTTP on this computer that says what a script tells it to. It answers one request after the other, on a
// thread of its own.
class ScriptedHttp {
public:
    struct Request {
        QByteArray method;
        QByteArray path;
        QMap<QByteArray, QByteArray> headers; // names in lower case
        QByteArray body;
    };

    class Reply {
    public:
        explicit Reply(QTcpSocket& to)
            : m_to(to) {}

        // All of it.
        void say(int status, const QByteArray& body, const QByteArray& headers = {});

        // A stream of events, of which each is heard at once; it ends when the script returns.
        void beginEvents(const QByteArray& headers = {});
        void event(const QByteArray& data, const QByteArray& id = {});

        // Says nothing, and keeps the connection open.
        void hang() { m_hangs = true; }

        bool hangs() const { return m_hangs; }

    private:
        void write(const QByteArray& bytes);

        QTcpSocket& m_to;
        bool m_hangs = false;
    };

    // It is called on the thread of the server.
    using Script = std::function<void(const Request& request, Reply& reply)>;

    explicit ScriptedHttp(Script script);
    ~ScriptedHttp();
    ScriptedHttp(const ScriptedHttp&) = delete;
    ScriptedHttp& operator=(const ScriptedHttp&) = delete;

    std::string url(const char* path = "/mcp") const;

    // All that was asked so far.
    std::vector<Request> requests() const;

private:
    void serve(const std::stop_token& stop);

    Script m_script;
    std::atomic<int> m_port = 0;
    mutable std::mutex m_mutex;
    std::vector<Request> m_requests{};
    std::jthread m_thread; // last: it uses the others
};

} // namespace cairn::test
