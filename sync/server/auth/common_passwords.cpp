#include "sync/server/auth/common_passwords.h"

#include <algorithm>
#include <array>

namespace cairn::server {

bool isCommonPassword(std::string_view folded) {
    // The stems of the lists of leaked passwords that meet the rules of many sites with a little decoration.
    static constexpr std::array<std::string_view, 76> kStems{
        "password",   "passw0rd", "p@ssword", "p@ssw0rd",  "pa$$word",      "pa$$w0rd", "passwort",  "motdepasse",
        "contraseña", "qwerty",   "qwertz",   "azerty",    "qwertyuiop",    "asdfgh",   "asdfghjkl", "zxcvbn",
        "zxcvbnm",    "1q2w3e4r", "1qaz2wsx", "qazwsx",    "abc123",        "abcd1234", "abcdef",    "abcdefg",
        "letmein",    "welcome",  "welc0me",  "admin",     "administrator", "root",     "toor",      "login",
        "user",       "guest",    "test",     "testing",   "demo",          "default",  "changeme",  "secret",
        "s3cret",     "master",   "monkey",   "dragon",    "shadow",        "sunshine", "princess",  "football",
        "baseball",   "superman", "batman",   "trustno1",  "iloveyou",      "freedom",  "whatever",  "starwars",
        "pokemon",    "michael",  "charlie",  "jordan",    "summer",        "winter",   "spring",    "autumn",
        "january",    "monday",   "company",  "computer",  "internet",      "google",   "hello",     "hunter2",
        "learn",      "student",  "cairn",    "cairncairn"};
    const auto stem = [&] {
        auto end = folded.size();
        while (end > 0 && !(folded[end - 1] >= 'a' && folded[end - 1] <= 'z') &&
               (static_cast<unsigned char>(folded[end - 1]) & 0x80U) == 0) {
            --end;
        }
        return folded.substr(0, end);
    }();
    return std::ranges::find(kStems, folded) != kStems.end() || std::ranges::find(kStems, stem) != kStems.end() ||
           stem.empty();
}

} // namespace cairn::server
