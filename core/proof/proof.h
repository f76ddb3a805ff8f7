#pragma once

#include "core/base/error.h"
#include "core/base/hybrid_clock.h"
#include "core/events/catalogue.h"
#include "core/events/receipt.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// A level with the receipts that it comes from, in one file that anybody can check without a server and without a
// profile. PROOF.md writes the file down.
namespace cairn::proof {

inline constexpr std::size_t kDocumentBytes = std::size_t{16} << 20U;
inline constexpr std::size_t kReceiptsMost = 20'000;
inline constexpr std::size_t kKeysMost = 1'000;

struct ProvenTask {
    std::string task; // id
    events::TaskVerified verified;
    base::Millis at = 0; // when the server signed it
};

// What a proof says, all of it computed from its receipts.
struct Statement {
    std::string learner; // the stream that the receipts are in: "learner/<id>"
    std::int64_t hundredths = 0;
    std::map<std::string, std::int64_t> topics; // hundredths, by the ids that the learner's path gives them
    std::vector<std::pair<events::Platform, std::string>> accounts; // sorted, each once
    std::vector<ProvenTask> tasks;                                  // in the order of the file
    base::Millis at = 0;                                            // of the last receipt
    events::AnnouncedKey issuer;                                    // the server's first key
    bool trusted = false; // every receipt was signed with a key that follows from one that was pinned
};

// The document of these receipts (task.verified events) and the keys that they were signed with, or follow to those.
// Refused where something of it would not verify.
base::Expected<std::string>
writeProof(std::vector<events::Event> receipts, const std::vector<events::AnnouncedKey>& keys);

// Checks everything that `document` says and answers with it. The error names the first thing that is wrong, and
// `place` says where ("evidence/3", "credentialSubject/level"). With `pinned`, keys that do not follow from one of
// those are wrong too; without, `trusted` is false and whose keys they are is for the reader to find out.
base::Expected<Statement> verifyProof(std::string_view document, const events::KeyRing& pinned);

} // namespace cairn::proof
