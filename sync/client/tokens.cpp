#include "sync/client/tokens.h"

#include <QJsonDocument>
#include <QRandomGenerator>

#include <array>

using namespace Qt::StringLiterals;

namespace cairn::client {

Tokens Tokens::fromAnswer(const QJsonObject& answer, base::Millis now) {
    return {
        answer["accessToken"_L1].toString(),
        answer["refreshToken"_L1].toString(),
        now + static_cast<base::Millis>(answer["expiresIn"_L1].toInt()) * 1000,
        {}};
}

Tokens Tokens::fromSecret(const QByteArray& secret) {
    const auto object = QJsonDocument::fromJson(secret).object();
    return {
        object["access"_L1].toString(), object["refresh"_L1].toString(),
        static_cast<base::Millis>(object["expires"_L1].toDouble()), object["next"_L1].toString()};
}

QByteArray Tokens::toSecret() const {
    QJsonObject object{{u"access"_s, access}, {u"refresh"_s, refresh}, {u"expires"_s, static_cast<double>(expires)}};
    if (!next.isEmpty()) {
        object[u"next"_s] = next;
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void Tokens::drawNext() {
    if (next.isEmpty()) {
        std::array<quint32, 8> random{};
        QRandomGenerator::system()->generate(random.begin(), random.end());
        next = QString::fromLatin1(
            QByteArray::fromRawData(reinterpret_cast<const char*>(random.data()), static_cast<qsizetype>(sizeof random))
                .toHex());
    }
}

bool Tokens::ending(base::Millis now) const {
    constexpr base::Millis kMargin = 60'000;
    constexpr base::Millis kLongest = 24LL * 60 * 60 * 1000;
    // One that seems to last for days was written before the clock was put back.
    return access.isEmpty() || expires - kMargin < now || expires - now > kLongest;
}

} // namespace cairn::client
