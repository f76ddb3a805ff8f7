#include "sync/server/auth/account_checks.h"

#include "core/base/text.h"
#include "sync/server/auth/password.h"

#include <algorithm>

namespace cairn::server {

Problem signedOut() {
    return {401, "unauthorized", "sign in again"};
}

Problem fieldProblem(const std::string& field, const std::string& message) {
    return {400, "validation_failed", "the request is not what this endpoint takes", {{field, message}}, 0};
}

std::optional<std::string> readName(const std::string& typed) {
    constexpr std::size_t kLongest = 100;
    const bool good = typed.size() <= kLongest && base::isValidText(typed) &&
                      std::ranges::none_of(typed, [](char letter) { return static_cast<unsigned char>(letter) < ' '; });
    return good ? std::optional(typed) : std::nullopt;
}

std::optional<Problem> refusePassword(const std::string& field, const std::string& password, const std::string& email) {
    const auto troubles = passwordTroubles(password, email);
    if (troubles.empty()) {
        return std::nullopt;
    }
    Problem problem{400, "validation_failed", "this password is not taken", {}, 0};
    for (const auto& trouble : troubles) {
        problem.fields.push_back({field, trouble});
    }
    return problem;
}

} // namespace cairn::server
