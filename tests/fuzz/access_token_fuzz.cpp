#include "sync/server/auth/token_keys.h"
#include "sync/server/database/schema.h"

#include <boost/json/serialize.hpp>
#include <sodium.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

using namespace cairn;

namespace {

constexpr std::int64_t kNow = 1'750'000'000;

void demand(bool holds) {
    if (!holds) {
        std::abort();
    }
}

// The keys of a server, and one token that is good.
struct Server {
    std::unique_ptr<server::TokenKeys> keys;
    std::string good;

    Server() {
        const auto folder = std::filesystem::temp_directory_path() / ("cairn-fuzz-" + server::randomToken(8));
        std::filesystem::create_directory(folder);
        const auto database = server::openSqlite(folder / "server.db");
        server::migrate(*database);
        keys = std::make_unique<server::TokenKeys>(*database, server::Seal(folder / "key"), kNow);
        std::filesystem::remove_all(folder); // the keys are in memory
        good = keys->sign({"account", "signIn", "learner", kNow + 60}, kNow);
    }

    std::string part(std::size_t number) const {
        std::string_view rest = good;
        for (; number > 0; --number) {
            rest.remove_prefix(rest.find('.') + 1);
        }
        return std::string(rest.substr(0, rest.find('.')));
    }
};

std::string base64(std::string_view text) {
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string encoded(sodium_base64_encoded_len(text.size(), kVariant), '\0');
    sodium_bin2base64(
        encoded.data(), encoded.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), kVariant);
    encoded.pop_back();
    return encoded;
}

std::string filledIn(std::string text, std::string_view place, const std::string& value) {
    for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size())) {
        text.replace(at, place.size(), value);
    }
    return text;
}

// Whatever is verified was signed: its first two parts are those of the good one.
void check(const Server& server, const std::string& token) {
    if (server.keys->verify(token, kNow)) {
        demand(token.starts_with(server.part(0) + "." + server.part(1) + "."));
    }
}

} // namespace

// A token as it is; one whose header and claims are two lines, encoded; and one of parts of the good one. The good
// one, its parts and the id of the key stand where the text has $T, $0, $1, $2 and $K.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Server kServer;
    static const std::string kKey = [] {
        const auto keys = kServer.keys->publicKeys();
        return std::string(keys.at("keys").as_array().at(0).as_object().at("kid").as_string());
    }();
    std::string text(reinterpret_cast<const char*>(data), size);
    check(kServer, text);
    for (const auto& [place, value] : std::initializer_list<std::pair<std::string_view, std::string>>{
             {"$T", kServer.good},
             {"$0", kServer.part(0)},
             {"$1", kServer.part(1)},
             {"$2", kServer.part(2)},
             {"$K", kKey}}) {
        text = filledIn(text, place, value);
        if (text.size() > 100'000) {
            return 0;
        }
    }
    check(kServer, text);
    const auto line = text.find('\n');
    const auto header = text.substr(0, line);
    const auto claims = line == std::string::npos ? std::string() : text.substr(line + 1);
    check(kServer, base64(header) + "." + base64(claims) + "." + kServer.part(2));
    check(kServer, base64(header) + "." + base64(claims) + ".");
    return 0;
}
