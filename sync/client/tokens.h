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
    // What was drawn to come after `refresh`, while the server is asked for it. Kept before it is asked: if the answer
    // is lost, the same is asked for again, and nobody is taken for a thief.
    QString next{};

    static Tokens fromAnswer(const QJsonObject& answer, base::Millis now);
    static Tokens fromSecret(const QByteArray& secret);
    QByteArray toSecret() const;

    // Draws what is to come next, unless that was done before.
    void drawNext();

    bool empty() const { return refresh.isEmpty(); }

    // It is better to ask for a new one first.
    bool ending(base::Millis now) const;
};

} // namespace cairn::client
