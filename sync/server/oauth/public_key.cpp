#include "sync/server/oauth/public_key.h"

#include "sync/mcp/json.h"
#include "sync/server/oauth/encoding.h"

#include <memory>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

namespace cairn::server::oauth {

namespace {

template<auto Release> struct Releasing {
    template<class T> void operator()(T* owned) const { Release(owned); }
};

using Builder = std::unique_ptr<OSSL_PARAM_BLD, Releasing<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Releasing<OSSL_PARAM_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Releasing<EVP_PKEY_CTX_free>>;
using Key = std::unique_ptr<EVP_PKEY, Releasing<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Releasing<BN_free>>;
using Bio = std::unique_ptr<BIO, Releasing<BIO_free>>;

constexpr int kBitsLeast = 2048;
constexpr int kBitsMost = 8192;
constexpr std::size_t kCoordinate = 32; // bytes, of P-256

std::optional<std::string> bytesOf(const boost::json::object& key, std::string_view name) {
    constexpr std::size_t kLongest = 2'048;
    const auto text = mcp::text(key, name);
    return text.empty() || text.size() > kLongest ? std::nullopt : fromBase64Url(text);
}

Number numberOf(const std::string& bytes) {
    return Number(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr));
}

Key make(const char* type, const Builder& builder) {
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const Context context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
        return {};
    }
    return Key(made);
}

Key rsaKey(const boost::json::object& key) {
    const auto modulus = bytesOf(key, "n");
    const auto exponent = bytesOf(key, "e");
    if (!modulus || !exponent) {
        return {};
    }
    const auto n = numberOf(*modulus);
    const auto e = numberOf(*exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
    auto made = make("RSA", builder);
    const bool strong = made && EVP_PKEY_get_bits(made.get()) >= kBitsLeast &&
                        EVP_PKEY_get_bits(made.get()) <= kBitsMost && BN_is_odd(e.get()) && BN_num_bits(e.get()) > 1;
    return strong ? std::move(made) : Key();
}

Key curveKey(const boost::json::object& key) {
    const auto x = bytesOf(key, "x");
    const auto y = bytesOf(key, "y");
    if (mcp::text(key, "crv") != "P-256" || !x || !y || x->size() != kCoordinate || y->size() != kCoordinate) {
        return {};
    }
    const auto point = '\x04' + *x + *y; // not compressed
    const Builder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    return make("EC", builder);
}

} // namespace

std::optional<std::string> pemOf(const boost::json::object& key, std::string_view algorithm) {
    const auto use = mcp::text(key, "use");
    const auto named = mcp::text(key, "alg");
    const auto type = mcp::text(key, "kty");
    if ((!use.empty() && use != "sig") || (!named.empty() && named != algorithm)) {
        return std::nullopt;
    }
    const auto made = type == "RSA" && algorithm == "RS256"  ? rsaKey(key)
                      : type == "EC" && algorithm == "ES256" ? curveKey(key)
                                                             : Key();
    if (!made) {
        return std::nullopt;
    }
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PUBKEY(bio.get(), made.get());
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return std::string(data, static_cast<std::size_t>(size));
}

} // namespace cairn::server::oauth
