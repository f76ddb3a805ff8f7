#pragma once

#include "sync/server/database/database.h"
#include "sync/server/host/host.h"

#include <QByteArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace cairn::test {

struct HttpAnswer {
    int status = 0;
    QByteArray text;
    QJsonObject body;
    QMap<QByteArray, QByteArray> headers; // names in lower case

    QString code() const; // of a problem
};

// The code that an authenticator shows for a secret, `ahead` ms from now, as another program computes it.
QString factorCode(const QString& secret, std::int64_t ahead = 0);

// A whole server in this process, on a free port of this computer, with a folder of its own; its clock goes as the
// test moves it. Without the limits that a test of something else would run into.
class LiveServer {
public:
    static constexpr const char* kPassword = "Correct-Horse-9";

    // How servers that are made from now on connect to a database of their own; null: they keep SQLite.
    static std::function<QString()> s_newPostgres;

    // `change` sees the configuration before the server starts.
    explicit LiveServer(const std::function<void(server::Config&)>& change = {});

    void restart(); // in order

    void reload() { m_host->reload(); }

    void stop() { m_host.reset(); }

    QString url() const { return m_url; }

    QString folder() const { return m_folder.path(); }

    std::int64_t ahead = 0; // ms that the server's clock is ahead of the computer's
    QByteArray from{};      // what a proxy before it says where calls come from; empty: there is none

    HttpAnswer
    call(const QByteArray& method, const QString& path, const QString& token = {}, const QJsonObject& body = {});
    HttpAnswer
    raw(const QByteArray& method, const QString& path, const QByteArray& body, const QByteArray& contentType,
        const QString& token = {});

    // An account that can be used. The server's first one is an admin's.
    void createAccount(const QString& email);
    QJsonObject login(const QString& email, const QString& device = QStringLiteral("test"));
    QString token(const QString& email); // of a new sign-in

    // How a test looks into its database.
    server::OpenDatabase database() const;

    // Whether all answers so far are what the OpenAPI document says; empty when they are.
    QString conformity();

    // Which operations of that document have not been answered with what they are for so far, by their names.
    QStringList unanswered();

private:
    QString judge(const QStringList& options); // by conforms.py

    server::Config m_config;
    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    std::unique_ptr<server::Host> m_host;
    QString m_url;
    std::vector<QByteArray> m_exchanges; // what was asked and answered, a JSON object each
};

} // namespace cairn::test
