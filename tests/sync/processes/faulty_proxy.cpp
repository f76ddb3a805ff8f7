#include "tests/sync/processes/faulty_proxy.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

#include <utility>

namespace cairn::test {

namespace {

int upTo(std::mt19937& random, int most) {
    return static_cast<int>(random() % static_cast<unsigned>(most + 1));
}

} // namespace

Weather Weather::any(std::mt19937& random) {
    Weather weather;
    if (upTo(random, 2) == 0) {
        weather.delay = upTo(random, 60);
    }
    if (upTo(random, 3) == 0) {
        weather.piece = 1 + upTo(random, 400);
    }
    if (upTo(random, 2) == 0) {
        weather.linger = upTo(random, 1'200);
    }
    // A sync without news takes about two thousand bytes, most of them greetings.
    if (upTo(random, 3) == 0) {
        weather.cutAfter = upTo(random, 6'000);
    } else if (upTo(random, 4) == 0) {
        weather.deafAfter = upTo(random, 6'000);
        weather.deafServer = upTo(random, 1) == 0;
        weather.linger = 100 + upTo(random, 1'500);
    }
    return weather;
}

// One client's connection, and the one to the server that it is handed on to. Deletes itself when both are over.
class FaultyProxy::Link : public QObject {
public:
    Link(FaultyProxy& proxy, QTcpSocket* client, Weather weather, std::uint32_t seed)
        : QObject(&proxy)
        , m_proxy(proxy)
        , m_weather(weather)
        , m_random(seed) {
        client->setParent(this);
        auto* server = new QTcpSocket(this);
        m_up = {client, server};
        m_down = {server, client};
        for (auto* way : {&m_up, &m_down}) {
            connect(way->from, &QTcpSocket::readyRead, this, [this, way] { arrived(*way); });
            connect(way->from, &QTcpSocket::disconnected, this, [this, way] { gone(*way); });
        }
        connect(server, &QTcpSocket::connected, this, [this] { handOnSoon(m_up); });
        connect(server, &QTcpSocket::errorOccurred, this, [this] {
            if (m_down.from->state() != QAbstractSocket::ConnectedState) {
                gone(m_down); // nobody listens there
            }
        });
        server->connectToHost(QHostAddress(QHostAddress::LocalHost), proxy.m_server);
    }

private:
    struct Way {
        QTcpSocket* from = nullptr;
        QTcpSocket* to = nullptr;
        QByteArray held{};
        bool waiting = false; // for the time to hand on what is held
        bool ended = false;   // nothing comes any more
    };

    void arrived(Way& way) {
        const auto bytes = way.from->readAll();
        if (&way == &m_down) {
            m_said.heard(bytes, m_proxy.m_confirmed);
        }
        way.held += bytes;
        handOnSoon(way);
    }

    void handOnSoon(Way& way) {
        if (way.waiting || m_over || way.to->state() != QAbstractSocket::ConnectedState) {
            return;
        }
        way.waiting = true;
        QTimer::singleShot(upTo(m_random, m_weather.delay), this, [this, &way] {
            way.waiting = false;
            handOn(way);
        });
    }

    void handOn(Way& way) {
        if (way.to->state() != QAbstractSocket::ConnectedState) {
            return; // it went meanwhile
        }
        auto size = way.held.size();
        if (m_weather.piece > 0) {
            size = std::min<qsizetype>(size, m_weather.piece);
        }
        if (m_weather.cutAfter && m_passed + size >= *m_weather.cutAfter) {
            size = static_cast<qsizetype>(*m_weather.cutAfter - m_passed);
        }
        const bool deaf = m_weather.deafAfter && m_passed >= *m_weather.deafAfter &&
                          m_weather.deafServer == (&way == &m_up) && size > 0;
        if (!deaf) {
            way.to->write(way.held.constData(), size);
            way.to->flush();
        } else if (!std::exchange(m_deaf, true)) {
            ++m_proxy.m_cuts;
            QTimer::singleShot(m_weather.linger, this, [this] { end(); });
        }
        way.held.remove(0, size);
        m_passed += size;
        const bool cut = m_weather.cutAfter && m_passed >= *m_weather.cutAfter;
        m_proxy.count(size);
        if (cut) {
            ++m_proxy.m_cuts;
            end();
        } else if (!way.held.isEmpty()) {
            handOnSoon(way);
        } else if (way.ended) {
            way.to->disconnectFromHost();
        }
    }

    // The other side hears of it later, after all that was said before.
    void gone(Way& way) {
        if (std::exchange(way.ended, true) || m_over) {
            return;
        }
        QTimer::singleShot(m_weather.linger, this, [this, &way] {
            if (way.to->state() != QAbstractSocket::ConnectedState) {
                end();
            } else if (way.held.isEmpty()) {
                way.to->disconnectFromHost();
            }
        });
    }

    void end() {
        if (!std::exchange(m_over, true)) {
            m_up.from->abort();
            m_down.from->abort();
            deleteLater();
        }
    }

    FaultyProxy& m_proxy;
    Weather m_weather;
    std::mt19937 m_random;
    Way m_up{};
    Way m_down{};
    Acknowledgements m_said{};
    qint64 m_passed = 0;
    bool m_deaf = false;
    bool m_over = false;
};

FaultyProxy::FaultyProxy(quint16 server, std::uint32_t seed)
    : m_server(server)
    , m_random(seed) {
    connect(&m_listener, &QTcpServer::newConnection, this, &FaultyProxy::meet);
    if (!m_listener.listen(QHostAddress::LocalHost)) {
        qFatal("no port: %s", qPrintable(m_listener.errorString()));
    }
}

void FaultyProxy::callAfter(qint64 bytes, std::function<void()> call) {
    m_callIn = bytes;
    m_call = std::move(call);
}

void FaultyProxy::meet() {
    while (auto* client = m_listener.nextPendingConnection()) {
        ++m_connections;
        const auto weather = Weather::any(m_random);
        const auto seed = static_cast<std::uint32_t>(m_random());
        new Link(*this, client, m_calm ? Weather() : weather, seed);
    }
}

void FaultyProxy::count(qint64 bytes) {
    m_callIn -= bytes;
    if (m_call && m_callIn <= 0) {
        std::exchange(m_call, nullptr)();
    }
}

} // namespace cairn::test
