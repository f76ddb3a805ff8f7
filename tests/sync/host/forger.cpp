#include "tests/sync/host/forger.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>

#include <limits>
#include <memory>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

using namespace Qt::StringLiterals;

namespace cairn::test {

namespace {

constexpr auto kBase64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray encoded(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(kBase64);
}

QByteArray beforeSignature(const QJsonObject& header, const QJsonObject& claims) {
    return encoded(header) + "." + encoded(claims);
}

QByteArray signature(const QByteArray& text, const QByteArray& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
        BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())), BIO_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get());
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.constData());
    std::size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, bytes, static_cast<std::size_t>(text.size()));
    QByteArray made(static_cast<qsizetype>(size), '\0');
    EVP_DigestSign(
        context.get(), reinterpret_cast<unsigned char*>(made.data()), &size, bytes,
        static_cast<std::size_t>(text.size()));
    return made.toBase64(kBase64);
}

QJsonObject with(QJsonObject object, const QString& name, const QJsonValue& value) {
    object[name] = value;
    return object;
}

QJsonObject without(QJsonObject object, const QString& name) {
    object.remove(name);
    return object;
}

// Another character of base64url in place of the one that is there.
QByteArray changedAt(QByteArray token, qsizetype at) {
    token[at] = token[at] == 'A' ? 'B' : 'A';
    return token;
}

} // namespace

Forger::Forger(server::Database& database, const server::Seal& seal) {
    std::string id;
    std::string sealed;
    database.sql() << "SELECT id, sealed FROM token_key ORDER BY created DESC LIMIT 1", soci::into(id),
        soci::into(sealed);
    m_kid = QByteArray::fromStdString(id);
    m_pem = QByteArray::fromStdString(seal.open(sealed, "token_key/" + id).value_or(""));
}

QByteArray Forger::rs256(const QJsonObject& header, const QJsonObject& claims) const {
    const auto text = beforeSignature(header, claims);
    return text + "." + signature(text, m_pem);
}

QByteArray Forger::rs256(const QJsonObject& claims) const {
    return rs256({{u"alg"_s, u"RS256"_s}, {u"typ"_s, u"JWT"_s}, {u"kid"_s, QString::fromLatin1(m_kid)}}, claims);
}

QByteArray Forger::hs256(const QJsonObject& header, const QJsonObject& claims, const QByteArray& secret) {
    const auto text = beforeSignature(header, claims);
    const auto code = QMessageAuthenticationCode::hash(text, secret, QCryptographicHash::Sha256);
    return text + "." + code.toBase64(kBase64);
}

QByteArray Forger::unsignedOne(const QJsonObject& header, const QJsonObject& claims) {
    return beforeSignature(header, claims) + ".";
}

std::vector<Forger::Token> Forger::forgeries(const QJsonObject& claims, const std::vector<QByteArray>& open) const {
    const auto kid = QString::fromLatin1(m_kid);
    const QJsonObject header{{u"alg"_s, u"RS256"_s}, {u"typ"_s, u"JWT"_s}, {u"kid"_s, kid}};
    const auto good = rs256(claims);
    const auto payloadAt = good.indexOf('.') + 1;
    const auto signatureAt = good.lastIndexOf('.') + 1;
    const auto issued = claims[u"iat"_s].toInteger();
    const auto expires = claims[u"exp"_s].toInteger();
    std::vector<Token> all;

    for (const auto* none : {"none", "None", "NONE", "nOnE", ""}) {
        const auto named = with(header, u"alg"_s, QLatin1String(none));
        all.push_back({"alg none", unsignedOne(named, claims)});
        all.push_back({"alg none, signed", beforeSignature(named, claims) + "." + good.mid(signatureAt)});
    }
    all.push_back({"no alg", unsignedOne(without(header, u"alg"_s), claims)});
    all.push_back({"alg is a number", unsignedOne(with(header, u"alg"_s, 256), claims)});
    all.push_back({"another RSA alg", rs256(with(header, u"alg"_s, u"RS512"_s), claims)});
    for (const auto& secret : open) {
        all.push_back({"HS256 with the public key", hs256(with(header, u"alg"_s, u"HS256"_s), claims, secret)});
        all.push_back({"called RS256", hs256(header, claims, secret)});
    }
    all.push_back({"HS256 without a secret", hs256(with(header, u"alg"_s, u"HS256"_s), claims, {})});

    for (const auto& other : std::initializer_list<QString>{
             u""_s, u"0123456789abcdef"_s, u"../../../../dev/null"_s, u"/dev/null"_s, u"' OR '1'='1"_s,
             u"x' UNION SELECT id, sealed, created FROM token_key --"_s, kid + u"'--"_s, kid + QChar(0), kid.toUpper(),
             u"%00"_s, QString(3'000, u'k')}) {
        all.push_back({"kid", rs256(with(header, u"kid"_s, other), claims)});
    }
    all.push_back({"no kid", rs256(without(header, u"kid"_s), claims)});
    all.push_back({"kid is a list", rs256(with(header, u"kid"_s, QJsonValue(QJsonObject{})), claims)});
    // The key of an attacker within the header, as some libraries take it.
    all.push_back(
        {"a key of its own", hs256(
                                 with(
                                     with(header, u"alg"_s, u"HS256"_s), u"jwk"_s,
                                     QJsonObject{{u"kty"_s, u"oct"_s}, {u"k"_s, u"c2VjcmV0"_s}}),
                                 claims, "secret")});

    all.push_back({"expired", rs256(with(with(claims, u"iat"_s, issued - 1'801), u"exp"_s, issued - 1))});
    all.push_back({"expires as it comes", rs256(with(with(claims, u"iat"_s, issued - 1'800), u"exp"_s, issued))});
    all.push_back({"expired long ago", rs256(with(claims, u"exp"_s, 1))});
    all.push_back({"never expires", rs256(without(claims, u"exp"_s))});
    all.push_back({"expires never", rs256(with(claims, u"exp"_s, u"never"_s))});
    all.push_back({"good for too long", rs256(with(claims, u"exp"_s, expires + 86'400))});
    all.push_back({"good for ever", rs256(with(claims, u"exp"_s, std::numeric_limits<qint64>::max()))});
    all.push_back({"from the future", rs256(with(with(claims, u"iat"_s, issued + 600), u"exp"_s, expires + 600))});
    all.push_back({"issued at no time", rs256(without(claims, u"iat"_s))});
    all.push_back({"issued before time", rs256(with(claims, u"iat"_s, std::numeric_limits<qint64>::min()))});

    all.push_back({"for somebody else", rs256(with(claims, u"aud"_s, u"another"_s))});
    all.push_back({"for us and others", rs256(with(claims, u"aud"_s, QJsonValue(QJsonObject{{u"cairn"_s, 1}})))});
    all.push_back({"for nobody", rs256(without(claims, u"aud"_s))});
    all.push_back({"by somebody else", rs256(with(claims, u"iss"_s, u"https://cairn"_s))});
    all.push_back({"by nobody", rs256(without(claims, u"iss"_s))});
    all.push_back({"of nobody", rs256(without(claims, u"sub"_s))});
    all.push_back({"of no sign-in", rs256(without(claims, u"sid"_s))});

    for (auto at = payloadAt; at < signatureAt - 1; at += 13) {
        all.push_back({"altered payload", changedAt(good, at)});
    }
    for (auto at = signatureAt; at < good.size() - 1; at += 29) {
        all.push_back({"altered signature", changedAt(good, at)});
    }
    all.push_back(
        {"another's payload",
         good.left(payloadAt) + encoded(with(claims, u"sub"_s, u"another"_s)) + "." + good.mid(signatureAt)});
    for (const auto size : {qsizetype(1), payloadAt - 1, payloadAt, signatureAt - 1, signatureAt, good.size() - 1}) {
        all.push_back({"truncated", good.left(size)});
    }
    all.push_back({"with a part more", good + "." + good.mid(signatureAt)});
    all.push_back({"twice", good + good});
    all.push_back({"oversized", good + QByteArray(5'000, 'A')});
    all.push_back({"oversized claims", rs256(with(claims, u"more"_s, QString(8'000, u'x')))});
    all.push_back({"oversized nesting", QByteArray(3'000, '[').toBase64(kBase64) + ".e30.AA"});
    all.push_back({"with a NUL", good + QByteArray(1, '\0')});
    all.push_back({"with a NUL in it", good.left(payloadAt) + QByteArray(1, '\0') + good.mid(payloadAt)});
    all.push_back({"dots", ".."});
    all.push_back({"dot", "."});
    all.push_back({"no token", "token"});
    all.push_back({"no text", "\xff\xfe\xfd"});
    return all;
}

QByteArray pemOf(const QJsonObject& key) {
    const auto number = [&](const QString& name) {
        const auto bytes = QByteArray::fromBase64(key[name].toString().toLatin1(), kBase64);
        return std::unique_ptr<BIGNUM, decltype(&BN_free)>(
            BN_bin2bn(
                reinterpret_cast<const unsigned char*>(bytes.constData()), static_cast<int>(bytes.size()), nullptr),
            BN_free);
    };
    const auto modulus = number(u"n"_s);
    const auto exponent = number(u"e"_s);
    const std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> builder(
        OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    const std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)> parameters(
        OSSL_PARAM_BLD_to_param(builder.get()), OSSL_PARAM_free);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), EVP_PKEY_CTX_free);
    EVP_PKEY* made = nullptr;
    EVP_PKEY_fromdata_init(context.get());
    EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get());
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> open(made, EVP_PKEY_free);
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PUBKEY(bio.get(), open.get());
    char* text = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<qsizetype>(size)};
}

QJsonObject claimsOf(const QByteArray& token) {
    return QJsonDocument::fromJson(QByteArray::fromBase64(token.split('.').value(1), kBase64)).object();
}

} // namespace cairn::test
