#pragma once

#include "core/base/hybrid_clock.h"

#include <QJsonObject>
#include <QString>

namespace cairn::client {

// What a server gave for a sign-in: kept as a secret.
struct Tokens {
    QString access;
    QString refresh;
    base::Millis expires = 0; // of the access token, by this computer's clock

    static Tokens fromAnswer(const QJsonObject& answer, base::Millis now);
    static Tokens fromSecret(const QByteArray& secret);
    QByteArray toSecret() const;

    bool empty() const { return refresh.isEmpty(); }

    // It is better to ask for a new one first.
    bool ending(base::Millis now) const;
};

} // namespace cairn::client
