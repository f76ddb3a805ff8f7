#include "tests/sync/host/live_server.h"

#include "sync/server/postgres/postgres_database.h"

#include <QDateTime>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

QString HttpAnswer::code() const {
    return body[u"error"_s].toObject()[u"code"_s].toString();
}

QString factorCode(const QString& secret, std::int64_t ahead) {
    QProcess python;
    python.start(
        u"/usr/bin/python3"_s, {u"-c"_s,
                                u"import base64,hmac,sys,time\n"
                                "key=base64.b32decode(sys.argv[1])\n"
                                "step=int((time.time()*1000+int(sys.argv[2]))//30000)\n"
                                "digest=hmac.new(key,step.to_bytes(8,'big'),'sha1').digest()\n"
                                "at=digest[-1]&15\n"
                                "print(f\"{(int.from_bytes(digest[at:at+4],'big')&0x7fffffff)%1000000:06d}\")\n"_s,
                                secret, QString::number(ahead)});
    python.waitForFinished();
    return QString::fromLatin1(python.readAllStandardOutput()).trimmed();
}

std::function<QString()> LiveServer::s_newPostgres;

LiveServer::LiveServer(const std::function<void(server::Config&)>& change) {
    m_config.data = m_folder.path().toStdString();
    m_config.port = 0;
    m_config.confirm = "none";
    m_config.logins = 10'000;
    m_config.perMinute = 1'000'000;
    m_config.anonymousPerMinute = 1'000'000;
    m_config.logLevel = "error";
    if (s_newPostgres) {
        m_config.postgresql = s_newPostgres().toStdString();
    }
    if (change) {
        change(m_config);
    }
    restart();
}

void LiveServer::restart() {
    m_host.reset();
    m_host = std::make_unique<server::Host>(
        m_config, base::Clock{
                      [this] { return static_cast<base::Millis>(QDateTime::currentMSecsSinceEpoch() + ahead); },
                      [](base::Millis) { return 0; }});
    m_url = QString::fromStdString(m_host->url());
    m_config.port = m_url.section(u':', -1).toInt(); // the same one after a restart
}

server::OpenDatabase LiveServer::database() const {
    if (!m_config.postgresql.empty()) {
        return [connection = m_config.postgresql] { return server::openPostgres(connection); };
    }
    return [file = std::filesystem::path(m_config.data) / "server.db"] { return server::openSqlite(file); };
}

HttpAnswer
LiveServer::call(const QByteArray& method, const QString& path, const QString& token, const QJsonObject& body) {
    const bool has = !body.isEmpty() || method == "POST" || method == "PUT" || method == "PATCH";
    return raw(
        method, path, has ? QJsonDocument(body).toJson(QJsonDocument::Compact) : QByteArray(),
        has ? "application/json" : "", token);
}

HttpAnswer LiveServer::raw(
    const QByteArray& method, const QString& path, const QByteArray& body, const QByteArray& contentType,
    const QString& token) {
    QNetworkRequest request(QUrl(m_url + path));
    request.setTransferTimeout(20'000);
    if (!token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    }
    if (!from.isEmpty()) {
        request.setRawHeader("X-Forwarded-For", from);
    }
    if (!contentType.isEmpty()) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    }
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    HttpAnswer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.text = reply->readAll();
    answer.body = QJsonDocument::fromJson(answer.text).object();
    for (const auto& [name, value] : reply->rawHeaderPairs()) {
        answer.headers[name.toLower()] = value;
    }
    const bool json = answer.headers.value("content-type").startsWith("application/json");
    m_exchanges.push_back(QJsonDocument(QJsonObject{
                                            {u"method"_s, QString::fromLatin1(method).toLower()},
                                            {u"path"_s, path.section(u'?', 0, 0)},
                                            {u"status"_s, answer.status},
                                            {u"body"_s, json ? QJsonValue(answer.body) : QJsonValue()}})
                              .toJson(QJsonDocument::Compact));
    return answer;
}

void LiveServer::createAccount(const QString& email) {
    const auto answer =
        call("POST", u"/api/auth/register"_s, {}, {{u"email"_s, email}, {u"password"_s, QLatin1String(kPassword)}});
    if (answer.status != 201) {
        qFatal("no account: %s", answer.text.constData());
    }
}

QJsonObject LiveServer::login(const QString& email, const QString& device) {
    const auto answer = call(
        "POST", u"/api/auth/login"_s, {},
        {{u"email"_s, email}, {u"password"_s, QLatin1String(kPassword)}, {u"device"_s, device}});
    if (answer.status != 200) {
        qFatal("no sign-in: %s", answer.text.constData());
    }
    return answer.body;
}

QString LiveServer::token(const QString& email) {
    return login(email)[u"accessToken"_s].toString();
}

QString LiveServer::conformity() {
    return judge({});
}

QStringList LiveServer::unanswered() {
    return judge({u"--unanswered"_s}).split(u'\n', Qt::SkipEmptyParts);
}

QString LiveServer::judge(const QStringList& options) {
    QFile document(m_folder.filePath(u"openapi.json"_s));
    QFile exchanges(m_folder.filePath(u"exchanges"_s));
    if (!document.open(QIODevice::WriteOnly) || !exchanges.open(QIODevice::WriteOnly)) {
        return u"no room"_s;
    }
    document.write(call("GET", u"/api/openapi.json"_s).text);
    for (const auto& exchange : m_exchanges) {
        exchanges.write(exchange + '\n');
    }
    document.close();
    exchanges.close();
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    const QStringList words{
        u"-B"_s, QStringLiteral(CAIRN_SOURCE_DIR "/tests/sync/host/conforms.py"), document.fileName(),
        exchanges.fileName()};
    python.start(u"/usr/bin/python3"_s, words + options);
    if (!python.waitForFinished(60'000)) {
        return python.errorString();
    }
    const QString said = QString::fromUtf8(python.readAll());
    return python.exitCode() == 0 && options.isEmpty() ? QString() : said;
}

} // namespace cairn::test
