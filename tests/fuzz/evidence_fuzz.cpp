#include "core/base/text.h"
#include "sync/server/verify/codeforces_evidence.h"
#include "sync/server/verify/github_evidence.h"
#include "sync/server/verify/leetcode_evidence.h"
#include "sync/server/verify/requirement.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Whatever a platform answers: what is read of it is whole, and what is kept of it is text that fits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn;
    using namespace cairn::server;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto demand = [](bool held) {
        if (!held) {
            std::abort();
        }
    };
    for (const auto& read : {readLeetCodeAccepted(text), readLeetCodeRecent(text)}) {
        for (const auto& submission : read.value_or(std::vector<LeetCodeSubmission>())) {
            demand(!submission.problem.empty() && submission.at > 0);
        }
    }
    for (const auto& submission : readCodeforcesSubmissions(text).value_or(std::vector<CodeforcesSubmission>())) {
        demand(!submission.index.empty() && submission.at > 0 && !submission.isBy(""));
    }
    for (const auto& commit : readGitHubCommits(text).value_or(std::vector<GitHubCommit>())) {
        demand(!commit.id.empty());
    }
    [[maybe_unused]] const auto pulls = readGitHubPulls(text);
    demand(requirementOf({}, text).platform == events::Platform::none || isComplete(requirementOf({}, text)));
    constexpr std::size_t kKept = 64;
    const auto kept = keptText(text, kKept);
    demand(kept.size() <= kKept && base::isValidText(kept));
    return 0;
}
