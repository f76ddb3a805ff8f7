#include "sync/server/auth/token_keys.h"

#include <boost/json/array.hpp>
#include <sodium.h>

#include <algorithm>
#include <jwt.h>
#include <limits>
#include <memory>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <stdexcept>
#include <vector>

namespace cairn::server {

namespace {

constexpr unsigned kBits = 2048;

template<auto Release> struct Releasing {
    template<class T> void operator()(T* owned) const { Release(owned); }
};

using Key = std::unique_ptr<EVP_PKEY, Releasing<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Releasing<BIO_free>>;
using Number = std::unique_ptr<BIGNUM, Releasing<BN_free>>;
using Jwt = std::unique_ptr<jwt_t, Releasing<jwt_free>>;

std::string contentOf(const Bio& bio) {
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string secretPem(const Key& key) {
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return contentOf(bio);
}

std::string openPem(const Key& key) {
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PUBKEY(bio.get(), key.get());
    return contentOf(bio);
}

Key keyFrom(const std::string& pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

// A number of a public key in base64url.
std::string numberOf(const Key& key, const char* name) {
    BIGNUM* read = nullptr;
    EVP_PKEY_get_bn_param(key.get(), name, &read);
    const Number number(read);
    std::vector<unsigned char> bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
    BN_bn2bin(number.get(), bytes.data());
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
    text.pop_back();
    return text;
}

Jwt decode(const std::string& token, const std::string& key) {
    jwt_t* read = nullptr;
    const auto* bytes = key.empty() ? nullptr : reinterpret_cast<const unsigned char*>(key.data());
    const int failed = jwt_decode(&read, token.c_str(), bytes, static_cast<int>(key.size()));
    Jwt jwt(read);
    return failed == 0 ? std::move(jwt) : Jwt();
}

std::string grant(const Jwt& jwt, const char* name) {
    const char* text = jwt_get_grant(jwt.get(), name);
    return text != nullptr ? text : "";
}

} // namespace

TokenKeys::TokenKeys(Database& database, const Seal& seal, std::int64_t now) {
    load(database, seal, now);
    if (m_newest.empty()) {
        rotate(database, seal, now);
    }
}

void TokenKeys::load(Database& database, const Seal& seal, std::int64_t now) {
    const std::lock_guard lock(m_mutex);
    m_pairs.clear();
    m_newest.clear();
    auto until = std::numeric_limits<std::int64_t>::max() - kTokenSeconds; // when the one that was read last came
    const soci::rowset<soci::row> rows =
        (database.sql().prepare << "SELECT id, sealed, created FROM token_key ORDER BY created DESC");
    for (const auto& row : rows) {
        if (until + kTokenSeconds < now) {
            break; // what it and older ones signed has ended
        }
        const auto id = row.get<std::string>(0);
        const auto pem = seal.open(row.get<std::string>(1), "token_key/" + id);
        const auto key = pem ? keyFrom(*pem) : Key();
        if (!key) {
            throw std::runtime_error("the keys in the database were sealed under another master key");
        }
        if (m_newest.empty()) {
            m_newest = id;
        }
        m_pairs[id] = {*pem, openPem(key), until};
        until = row.get<long long>(2);
    }
}

void TokenKeys::rotate(Database& database, const Seal& seal, std::int64_t now) {
    const Key key(EVP_RSA_gen(kBits));
    if (!key) {
        throw std::runtime_error("OpenSSL makes no key");
    }
    const auto id = randomToken(8);
    const auto sealed = seal.close(secretPem(key), "token_key/" + id);
    const long long created = now;
    database.sql() << "INSERT INTO token_key (id, sealed, created) VALUES (:id, :sealed, :created)", soci::use(id),
        soci::use(sealed), soci::use(created);
    load(database, seal, now);
}

std::string TokenKeys::sign(const TokenClaims& claims, std::int64_t now) const {
    const std::lock_guard lock(m_mutex);
    jwt_t* made = nullptr;
    jwt_new(&made);
    const Jwt jwt(made);
    jwt_add_header(jwt.get(), "kid", m_newest.c_str());
    jwt_add_grant(jwt.get(), "iss", kIssuer);
    jwt_add_grant(jwt.get(), "aud", kAudience);
    jwt_add_grant(jwt.get(), "sub", claims.account.c_str());
    jwt_add_grant(jwt.get(), "sid", claims.signIn.c_str());
    jwt_add_grant(jwt.get(), "role", claims.role.c_str());
    jwt_add_grant_int(jwt.get(), "iat", now);
    jwt_add_grant_int(jwt.get(), "exp", claims.expires);
    const auto& pem = m_pairs.at(m_newest).secret;
    jwt_set_alg(
        jwt.get(), JWT_ALG_RS256, reinterpret_cast<const unsigned char*>(pem.data()), static_cast<int>(pem.size()));
    const std::unique_ptr<char, Releasing<std::free>> text(jwt_encode_str(jwt.get()));
    if (!text) {
        throw std::runtime_error("libjwt signs nothing");
    }
    return text.get();
}

std::optional<TokenClaims> TokenKeys::verify(const std::string& token, std::int64_t now) const {
    constexpr std::size_t kLongest = 4096;
    if (token.size() > kLongest || token.find('\0') != std::string::npos) {
        return std::nullopt;
    }
    // What it says of itself decides which key is tried, and nothing else. A token that names another algorithm than
    // ours is none, whatever it would come to with our public key as its secret.
    const auto claimed = decode(token, {});
    const char* kid = claimed ? jwt_get_header(claimed.get(), "kid") : nullptr;
    const char* algorithm = claimed ? jwt_get_header(claimed.get(), "alg") : nullptr;
    if (kid == nullptr || algorithm == nullptr || std::string_view(algorithm) != "RS256") {
        return std::nullopt;
    }
    Pair pair;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_pairs.find(kid);
        if (found == m_pairs.end()) {
            return std::nullopt;
        }
        pair = found->second;
    }
    const auto jwt = decode(token, pair.open);
    if (!jwt || jwt_get_alg(jwt.get()) != JWT_ALG_RS256 || grant(jwt, "iss") != kIssuer ||
        grant(jwt, "aud") != kAudience) {
        return std::nullopt;
    }
    const TokenClaims claims{
        grant(jwt, "sub"), grant(jwt, "sid"), grant(jwt, "role"), jwt_get_grant_int(jwt.get(), "exp")};
    const auto issued = jwt_get_grant_int(jwt.get(), "iat");
    constexpr std::int64_t kSkew = 60; // between servers
    const bool good = claims.expires > now && issued > 0 && issued <= std::min(now, pair.until) + kSkew &&
                      claims.expires - issued <= kTokenSeconds;
    return good && !claims.account.empty() && !claims.signIn.empty() ? std::optional(claims) : std::nullopt;
}

boost::json::object TokenKeys::publicKeys() const {
    const std::lock_guard lock(m_mutex);
    boost::json::array keys;
    for (const auto& [id, pair] : m_pairs) {
        const auto key = keyFrom(pair.secret);
        keys.push_back(boost::json::object{
            {"kty", "RSA"},
            {"use", "sig"},
            {"alg", "RS256"},
            {"kid", id},
            {"n", numberOf(key, OSSL_PKEY_PARAM_RSA_N)},
            {"e", numberOf(key, OSSL_PKEY_PARAM_RSA_E)}});
    }
    return {{"keys", std::move(keys)}};
}

} // namespace cairn::server
