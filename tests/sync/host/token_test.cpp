#include "sync/server/auth/token_keys.h"
#include "sync/server/database/schema.h"
#include "sync/wire/frame.h"
#include "tests/sync/host/forger.h"
#include "tests/sync/host/raw_socket.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryFile>
#include <QTest>

#include <boost/json/serialize.hpp>

#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;
using namespace cairn;
using test::Forger;
using test::LiveServer;
using test::RawSocket;

namespace {

constexpr qint64 kNow = 1'750'000'000; // seconds
constexpr qint64 kEnd = kNow + server::TokenKeys::kTokenSeconds;

const QString kMe = u"me@example.org"_s;

// A database with its keys.
struct Keys {
    QTemporaryDir folder;
    std::unique_ptr<server::Database> database = opened();
    server::Seal seal{folder.filePath(u"master.key"_s).toStdString()};
    server::TokenKeys keys{*database, seal, kNow};

    Forger forger() const { return {*database, seal}; }

private:
    std::unique_ptr<server::Database> opened() const {
        auto fresh = server::openSqlite(folder.filePath(u"server.db"_s).toStdString());
        server::migrate(*fresh);
        return fresh;
    }
};

QJsonObject goodClaims() {
    return {{u"iss"_s, u"cairn"_s}, {u"aud"_s, u"cairn"_s},    {u"sub"_s, u"account"_s}, {u"sid"_s, u"signIn"_s},
            {u"iat"_s, kNow},       {u"role"_s, u"learner"_s}, {u"exp"_s, kEnd}};
}

// The forms in which one could take the shown key for a shared secret.
std::vector<QByteArray> openForms(const QJsonObject& key) {
    const auto pem = test::pemOf(key);
    auto lines = pem.trimmed().split('\n');
    const auto body = lines.mid(1, lines.size() - 2).join();
    return {
        pem,
        pem.trimmed(),
        body,
        QByteArray::fromBase64(body),
        key[u"n"_s].toString().toLatin1(),
        QByteArray::fromBase64(key[u"n"_s].toString().toLatin1(), QByteArray::Base64UrlEncoding)};
}

QJsonObject firstKey(const server::TokenKeys& keys) {
    const auto shown = QByteArray::fromStdString(boost::json::serialize(keys.publicKeys()));
    return QJsonDocument::fromJson(shown).object()[u"keys"_s].toArray()[0].toObject();
}

// The status with which the server answers whoever shows this token, as it is.
QByteArray statusFor(const LiveServer& server, const QByteArray& token) {
    RawSocket socket(server);
    socket.write(
        "GET /api/auth/profile HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token +
        "\r\n\r\n");
    return socket.header().mid(9, 3);
}

QByteArray hello(const QByteArray& token) {
    return QByteArray::fromStdString(wire::encodeFrame(wire::Hello{1, 1'000, token.toStdString(), {}, {}, 0}));
}

// What this process writes to standard error while it lives.
class StandardError {
public:
    StandardError() {
        m_file.open();
        std::fflush(stderr);
        m_before = dup(STDERR_FILENO);
        dup2(m_file.handle(), STDERR_FILENO);
    }

    ~StandardError() { end(); }

    StandardError(const StandardError&) = delete;
    StandardError& operator=(const StandardError&) = delete;

    QByteArray end() {
        if (m_before >= 0) {
            std::fflush(stderr);
            dup2(m_before, STDERR_FILENO);
            close(std::exchange(m_before, -1));
        }
        QFile written(m_file.fileName());
        return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
    }

private:
    QTemporaryFile m_file;
    int m_before = -1;
};

} // namespace

class TokenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void aTokenSaysWhoseItIs() {
        const Keys keys;
        const auto token = keys.keys.sign({"account", "signIn", "learner", kEnd}, kNow);
        const auto claims = keys.keys.verify(token, kNow);
        QVERIFY(claims);
        QCOMPARE(claims->account, std::string("account"));
        QCOMPARE(claims->signIn, std::string("signIn"));
        QCOMPARE(claims->role, std::string("learner"));
        QCOMPARE(claims->expires, kEnd);
        QVERIFY(keys.keys.verify(token, kEnd - 1));
        QVERIFY(!keys.keys.verify(token, kEnd));
        QVERIFY(keys.keys.verify(token, kNow - 60)); // of a server whose clock is ahead
        QVERIFY(!keys.keys.verify(token, kNow - 61));
    }

    void noForgeryIsVerified() {
        const Keys keys;
        const auto forger = keys.forger();
        // What the forger makes is refused for what is wrong with it, not for how it is made.
        QVERIFY(keys.keys.verify(forger.rs256(goodClaims()).toStdString(), kNow));
        const auto all = forger.forgeries(goodClaims(), openForms(firstKey(keys.keys)));
        QVERIFY(all.size() > 70);
        for (const auto& [name, token] : all) {
            QVERIFY2(!keys.keys.verify(token.toStdString(), kNow), name + QByteArray(": ") + token);
        }
    }

    void aKeyOfAnotherServerIsNone() {
        const Keys ours;
        const Keys theirs;
        const auto kid = QString::fromLatin1(ours.forger().kid());
        const auto token = theirs.forger().rs256({{u"alg"_s, u"RS256"_s}, {u"kid"_s, kid}}, goodClaims());
        QVERIFY(!ours.keys.verify(token.toStdString(), kNow));
        QVERIFY(!ours.keys.verify(theirs.forger().rs256(goodClaims()).toStdString(), kNow));
    }

    void aNewKeySignsAndTheOldOneEnds() {
        Keys keys;
        const auto before = keys.forger();
        const auto old = keys.keys.sign({"account", "signIn", "learner", kEnd}, kNow);
        keys.keys.rotate(*keys.database, keys.seal, kNow + 100);
        const auto fresh = keys.keys.sign({"account", "signIn", "learner", kEnd + 100}, kNow + 100);
        QVERIFY(keys.forger().kid() != before.kid());
        const auto header =
            QByteArray::fromBase64(QByteArray::fromStdString(fresh).split('.')[0], QByteArray::Base64UrlEncoding);
        QVERIFY2(header.contains(keys.forger().kid()), header);
        QVERIFY(keys.keys.verify(fresh, kNow + 100));
        QVERIFY(keys.keys.verify(old, kEnd - 1));
        QVERIFY(!keys.keys.verify(old, kEnd));
        QCOMPARE(keys.keys.publicKeys().at("keys").as_array().size(), 2U);
    }

    // A key is also changed because it was stolen.
    void anOldKeySignsNothingNew() {
        Keys keys;
        const auto thief = keys.forger();
        keys.keys.rotate(*keys.database, keys.seal, kNow + 100);
        auto claims = goodClaims();
        claims[u"iat"_s] = kNow + 500;
        claims[u"exp"_s] = kNow + 500 + server::TokenKeys::kTokenSeconds;
        QVERIFY(!keys.keys.verify(thief.rs256(claims).toStdString(), kNow + 500));
        claims[u"iat"_s] = kNow + 90;
        QVERIFY(!keys.keys.verify(thief.rs256(claims).toStdString(), kNow + 500));

        // Nor does it come back with a restart, long after.
        const qint64 later = kNow + 100 + server::TokenKeys::kTokenSeconds + 1;
        const server::TokenKeys restarted(*keys.database, keys.seal, later);
        claims[u"iat"_s] = later;
        claims[u"exp"_s] = later + 60;
        QVERIFY(!restarted.verify(thief.rs256(claims).toStdString(), later));
        QCOMPARE(restarted.publicKeys().at("keys").as_array().size(), 1U);
    }

    void noForgeryIsLetIn() {
        LiveServer server;
        server.createAccount(kMe);
        const auto good = server.token(kMe).toLatin1();
        const auto database = server::openSqlite((server.folder() + u"/server.db"_s).toStdString());
        const server::Seal seal((server.folder() + u"/master.key"_s).toStdString());
        const Forger forger(*database, seal);
        const auto shown = server.call("GET", u"/.well-known/jwks.json"_s).body[u"keys"_s].toArray()[0].toObject();
        const auto claims = test::claimsOf(good);
        QCOMPARE(statusFor(server, good), QByteArray("200"));
        QCOMPARE(statusFor(server, forger.rs256(claims)), QByteArray("200"));
        for (const auto& [name, token] : forger.forgeries(claims, openForms(shown))) {
            const auto status = statusFor(server, token);
            QVERIFY2(status == "401" || status == "400", name + QByteArray(": ") + status);
        }
        QCOMPARE(statusFor(server, good + QByteArray(20'000, 'A')), QByteArray("431"));
        QCOMPARE(server.call("GET", u"/api/health"_s).status, 200);
        QCOMPARE(statusFor(server, good), QByteArray("200"));
    }

    void noForgeryOpensASession() {
        LiveServer server;
        server.createAccount(kMe);
        const auto good = server.token(kMe).toLatin1();
        const auto database = server::openSqlite((server.folder() + u"/server.db"_s).toStdString());
        const Forger forger(*database, server::Seal((server.folder() + u"/master.key"_s).toStdString()));
        const auto shown = server.call("GET", u"/.well-known/jwks.json"_s).body[u"keys"_s].toArray()[0].toObject();
        for (const auto& [name, token] : forger.forgeries(test::claimsOf(good), {test::pemOf(shown)})) {
            if (!token.isValidUtf8() || token.contains('\0')) {
                continue; // no frame carries it
            }
            RawSocket socket(server);
            QVERIFY(socket.upgrade());
            socket.write(RawSocket::text(hello(token)));
            const auto answer = socket.next();
            QVERIFY2(answer && answer->payload.contains("unauthorized"), name);
        }
        RawSocket socket(server);
        QVERIFY(socket.upgrade());
        socket.write(RawSocket::text(hello(good)));
        const auto answer = socket.next();
        QVERIFY(answer && answer->payload.contains("welcome"));
    }

    void nothingSecretIsLogged() {
        StandardError log;
        QList<QByteArray> secrets{LiveServer::kPassword, "wrong-Password-7"};
        {
            LiveServer server([](auto& config) { config.logLevel = "debug"; });
            server.createAccount(kMe);
            const auto tokens = server.login(kMe);
            const auto access = tokens[u"accessToken"_s].toString();
            const auto refresh = tokens[u"refreshToken"_s].toString();
            server.call("POST", u"/api/auth/login"_s, {}, {{u"email"_s, kMe}, {u"password"_s, u"wrong-Password-7"_s}});
            server.call("GET", u"/api/tasks?token="_s + access, access);
            server.call("GET", u"/"_s + access, access + u"x"_s);
            server.call("GET", u"/api/auth/profile"_s, access.chopped(1));
            const auto again = server.call("POST", u"/api/auth/refresh"_s, {}, {{u"refreshToken"_s, refresh}}).body;
            for (const auto* sent : {"accessToken", "refreshToken"}) {
                secrets << tokens[QLatin1String(sent)].toString().toLatin1()
                        << again[QLatin1String(sent)].toString().toLatin1();
            }
            RawSocket socket(server);
            QVERIFY(socket.upgrade());
            socket.write(RawSocket::text(hello(access.toLatin1())));
            socket.next();
            socket.write(RawSocket::text(hello(access.toLatin1())));
            socket.ends(2'000);
            server.call("POST", u"/api/auth/logout"_s, again[u"accessToken"_s].toString());
        }
        const auto written = log.end();
        QVERIFY2(written.contains("\"route\":\"login\""), written);
        for (const auto& secret : secrets) {
            QVERIFY(!secret.isEmpty());
            QVERIFY2(!written.contains(secret), secret);
            // The signature alone, or the last part of a token, is as good as all of it.
            QVERIFY2(!written.contains(secret.right(24)) || secret.size() < 24, secret);
        }
    }
};

QTEST_GUILESS_MAIN(TokenTest)
#include "token_test.moc"
