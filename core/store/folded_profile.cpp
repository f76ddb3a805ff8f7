#include "core/store/folded_profile.h"

#include "core/events/described_json.h"
#include "core/store/store.h"

#include <boost/describe/class.hpp>

namespace cairn::store {

BOOST_DESCRIBE_STRUCT(FoldedRow, (), (subject, effective, device, seq, state))

std::vector<std::string> foldedRows(Database& database) {
    std::vector<std::string> rows;
    FoldedRow row;
    long long effective = 0;
    long long seq = 0;
    soci::statement statement =
        (database.sql().prepare << "SELECT subject, effective, device, seq, state FROM subject ORDER BY subject",
         soci::into(row.subject), soci::into(effective), soci::into(row.device), soci::into(seq),
         soci::into(row.state));
    statement.execute(false);
    while (statement.fetch()) {
        if (streamOf(row.subject, {}) == kSampleStream) {
            continue;
        }
        row.effective = effective;
        row.seq = seq;
        auto text = events::encodeDescribed(row);
        if (text.size() <= kFoldedRowBytes) {
            rows.push_back(std::move(text));
        }
    }
    return rows;
}

void showRows(Projections& projections, const std::vector<std::string>& rows) {
    const auto refuse = [](const std::string& why) {
        throw Abandon{{base::ErrorCode::InvalidInput, "no folded profile: " + why}};
    };
    for (const auto& text : rows) {
        const auto row = events::decodeDescribed<FoldedRow>(text);
        if (!row) {
            refuse(row.error().message);
        }
        if (projections.read(row->subject)) {
            continue; // somebody wrote about it here as well
        }
        auto state = state::decodeSubject(events::subjectKind(row->subject), row->state);
        if (!state || streamOf(row->subject, {}) == kSampleStream) {
            refuse("the value of " + row->subject + " cannot be read");
        }
        const auto encoded = state::encodeSubject(*state);
        projections.write(
            row->subject, {{{static_cast<std::uint64_t>(row->effective)}, {row->device, row->seq}}, std::move(*state)},
            encoded, {});
    }
}

bool showsAhead(Database& database) {
    return database.number("SELECT count(*) FROM meta WHERE key = 'shows_ahead'") != 0;
}

void setShowsAhead(Database& database, bool ahead) {
    database.run(
        ahead ? "INSERT OR REPLACE INTO meta (key, value) VALUES ('shows_ahead', '1')"
              : "DELETE FROM meta WHERE key = 'shows_ahead'");
}

} // namespace cairn::store
