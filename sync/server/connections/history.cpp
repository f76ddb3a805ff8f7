#include "sync/server/connections/history.h"

#include <algorithm>

namespace cairn::server {

namespace {

constexpr std::int64_t kPage = 1'000;
constexpr int kPagesMost = 50; // whoever has submitted more has done so by a program

} // namespace

Told<std::string> askFor(
    const AskPlatform& ask, events::Platform platform, const std::string& tool, const boost::json::object& arguments,
    const std::stop_token& stop) {
    return textOf(platform, ask(nameOf(platform), tool, arguments, stop));
}

Told<std::vector<codeforces::Submission>>
askForSubmissions(const AskPlatform& ask, const std::string& account, const std::stop_token& stop) {
    std::vector<codeforces::Submission> all;
    for (int page = 0; page < kPagesMost; ++page) {
        const boost::json::object arguments{{"handle", account}, {"from", page * kPage + 1}, {"count", kPage}};
        const auto text = askFor(ask, events::Platform::codeforces, "get_user_submissions", arguments, stop);
        if (!text) {
            return std::unexpected(text.error());
        }
        auto read = codeforces::readSubmissions(*text, account);
        if (!read) {
            return std::unexpected(read.error());
        }
        const auto size = static_cast<std::int64_t>(read->size());
        std::ranges::move(*read, std::back_inserter(all));
        if (size < kPage) {
            break;
        }
    }
    return all;
}

} // namespace cairn::server
