#pragma once

#include "sync/server/auth/seal.h"
#include "sync/server/database/database.h"

#include <QByteArray>
#include <QJsonObject>

#include <vector>

namespace cairn::test {

// Somebody who knows all about a server's tokens, its secret keys included, and makes some that it did not.
class Forger {
public:
    // With the newest key of that database.
    Forger(server::Database& database, const server::Seal& seal);

    const QByteArray& kid() const { return m_kid; }

    QByteArray rs256(const QJsonObject& header, const QJsonObject& claims) const; // as the server signs
    QByteArray rs256(const QJsonObject& claims) const;

    static QByteArray hs256(const QJsonObject& header, const QJsonObject& claims, const QByteArray& secret);
    static QByteArray unsignedOne(const QJsonObject& header, const QJsonObject& claims);

    struct Token {
        const char* name;
        QByteArray text;
    };

    // None of which may be let in. `claims` are those of a good one; `open` is the public key in the forms in which
    // the server shows it.
    std::vector<Token> forgeries(const QJsonObject& claims, const std::vector<QByteArray>& open) const;

private:
    QByteArray m_kid;
    QByteArray m_pem;
};

// The public key of a JSON Web Key as PEM.
QByteArray pemOf(const QJsonObject& key);

// The claims that a token tells.
QJsonObject claimsOf(const QByteArray& token);

} // namespace cairn::test
