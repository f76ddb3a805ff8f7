#pragma once

#include "core/store/projections.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace cairn::store {

// Up to where a stream of a server is here.
struct StreamPlace {
    std::string stream;
    std::int64_t cursor = 0;
    std::string mark{}; // the server's, by which it knows whether it is still the same stream
};

// What the events of a profile fold to, up to a place of each stream, as one computer tells another.
struct FoldedProfile {
    std::vector<StreamPlace> places;
    std::vector<std::string> rows; // a subject each, see FoldedRow
};

// A row of it: a subject, the last event that is folded into it, and its value (state::encodeSubject).
struct FoldedRow {
    std::string subject;
    std::int64_t effective = 0; // base::Hlc
    std::string device;
    std::int64_t seq = 0;
    std::string state;
};

inline constexpr std::size_t kFoldedRowBytes = std::size_t{256} << 10U;

// All subjects whose events leave this computer, in the order of their names; without those whose rows are longer than
// kFoldedRowBytes. Throws soci::soci_error; in a transaction of the caller's where somebody else writes.
std::vector<std::string> foldedRows(Database& database);

// Writes rows to projections that have none for their subjects. Abandons with InvalidInput for what is not a row of
// this version of the fold.
void showRows(Projections& projections, const std::vector<std::string>& rows);

// Whether projections show rows whose events are not all here yet.
bool showsAhead(Database& database);
void setShowsAhead(Database& database, bool ahead);

} // namespace cairn::store
