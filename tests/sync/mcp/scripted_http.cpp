#include "tests/sync/mcp/scripted_http.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace cairn::test {

namespace {

constexpr int kPatience = 5'000; // ms for a client to say what it wants

ScriptedHttp::Request readRequest(QTcpSocket& socket) {
    ScriptedHttp::Request request;
    QByteArray heard;
    const auto more = [&] {
        const bool came = socket.bytesAvailable() > 0 || socket.waitForReadyRead(kPatience);
        heard += socket.readAll();
        return came;
    };
    while (!heard.contains("\r\n\r\n") && more()) {
    }
    const auto end = heard.indexOf("\r\n\r\n");
    const auto lines = heard.left(end).split('\n');
    const auto first = lines[0].trimmed().split(' ');
    request.method = first.value(0);
    request.path = first.value(1);
    for (const auto& line : lines.mid(1)) {
        const auto colon = line.indexOf(':');
        request.headers[line.left(colon).toLower()] = line.mid(colon + 1).trimmed();
    }
    const auto length = request.headers.value("content-length", "0").toLongLong();
    while (end >= 0 && heard.size() < end + 4 + length && more()) {
    }
    request.body = heard.mid(end + 4);
    return request;
}

} // namespace

void ScriptedHttp::Reply::write(const QByteArray& bytes) {
    m_to.write(bytes);
    while (m_to.bytesToWrite() > 0 && m_to.waitForBytesWritten(kPatience)) {
    }
}

void ScriptedHttp::Reply::say(int status, const QByteArray& body, const QByteArray& headers) {
    write(
        "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: application/json\r\nContent-Length: " +
        QByteArray::number(body.size()) + "\r\nConnection: close\r\n" + headers + "\r\n" + body);
}

void ScriptedHttp::Reply::beginEvents(const QByteArray& headers) {
    write("HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\nConnection: close\r\n" + headers + "\r\n");
}

void ScriptedHttp::Reply::event(const QByteArray& data, const QByteArray& id) {
    write((id.isEmpty() ? QByteArray() : "id: " + id + "\n") + "data: " + data + "\n\n");
}

ScriptedHttp::ScriptedHttp(Script script)
    : m_script(std::move(script))
    , m_thread([this](const std::stop_token& stop) { serve(stop); }) {
    m_port.wait(0);
}

ScriptedHttp::~ScriptedHttp() = default;

std::string ScriptedHttp::url(const char* path) const {
    return "http://127.0.0.1:" + std::to_string(m_port) + path;
}

std::vector<ScriptedHttp::Request> ScriptedHttp::requests() const {
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void ScriptedHttp::serve(const std::stop_token& stop) {
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    m_port = server.serverPort();
    m_port.notify_all();
    std::vector<std::unique_ptr<QTcpSocket>> hanging;
    while (!stop.stop_requested()) {
        if (!server.hasPendingConnections() && !server.waitForNewConnection(50)) {
            continue;
        }
        std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        const auto request = readRequest(*socket);
        {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(request);
        }
        Reply reply(*socket);
        m_script(request, reply);
        if (reply.hangs()) {
            hanging.push_back(std::move(socket));
            continue;
        }
        socket->disconnectFromHost();
    }
}

} // namespace cairn::test
