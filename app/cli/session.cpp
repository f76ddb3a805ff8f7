#include "app/cli/session.h"

#include "app/cli/platform.h"
#include "core/service/open_profile.h"
#include "core/store/migrations.h"
#include "core/store/store.h"
#include "core/store/views.h"

namespace cairn::cli {

namespace {

// The tracks that come with the program: installed beside it, or in the sources that it was built from.
std::filesystem::path starterPaths() {
    std::error_code trouble;
    auto installed = programFolder().parent_path() / "share" / "cairn" / "paths";
    if (std::filesystem::is_directory(installed, trouble)) {
        return installed;
    }
    return std::filesystem::path(CAIRN_RESOURCES) / "paths";
}

// Whether a profile is there that can be read as it is. Commands that only read then leave the place of the writer
// free: a window that opens meanwhile must not find it taken. What is missing or of another version wants the writer's
// care.
bool canBeReadAsItIs(const std::filesystem::path& home) {
    std::error_code trouble;
    const auto file = store::Store::databaseFile(home);
    if (!std::filesystem::exists(file, trouble)) {
        return false;
    }
    return store::guarded([&] {
               store::Database database(file, store::Access::read);
               return database.number("PRAGMA user_version") == store::schemaVersion() &&
                      store::Views(database).meta("fold") == std::to_string(state::kFoldVersion);
           })
        .value_or(false);
}

} // namespace

Session::Session(std::filesystem::path home, bool toWrite, base::Clock clock, Output& output)
    : m_home(std::move(home))
    , m_toWrite(toWrite)
    , m_clock(std::move(clock))
    , m_output(output)
    , m_waiting(interrupted) {}

service::LocalProfile& Session::profile() {
    if (!m_profile) {
        open(!m_toWrite && canBeReadAsItIs(m_home));
    }
    return *m_profile;
}

service::LocalProfile& Session::profileBeside() {
    if (!m_profile && !canBeReadAsItIs(m_home)) {
        open(false); // makes it, or brings it to this version
        m_profile.reset();
    }
    if (!m_profile) {
        open(true);
    }
    return *m_profile;
}

void Session::open(bool readOnly) {
    service::OpenOptions options;
    options.readOnly = readOnly;
    options.starterPaths = starterPaths();
    auto opened = service::openProfile(m_home, std::move(options), m_clock, m_waiting.deliver());
    if (!opened) {
        throw Failure{std::move(opened.error())};
    }
    m_profile = std::move(*opened);
    // Said before any work, so that nobody waits for an import that cannot end well.
    if (m_toWrite && m_profile->state().readOnly) {
        throw Failure{
            {base::ErrorCode::ReadOnly,
             "another Cairn writes this profile; close it, or do this there. Nothing was changed.", m_home.string()}};
    }
}

std::function<void(const base::ProgressStep&)> Session::progress() {
    return [this](const base::ProgressStep& step) { m_output.progress(step); };
}

base::Day Session::localDay(base::Millis at) const {
    return base::localDay(at, m_clock.utcOffset(at));
}

base::Millis Session::noonOf(base::Day day) const {
    constexpr base::Millis kHalfADay = 12LL * 60 * 60 * 1000;
    // The clock may be set forward or back between now and then.
    const auto near = base::startOfDay(day, 0) + kHalfADay;
    return base::startOfDay(day, m_clock.utcOffset(near)) + kHalfADay;
}

} // namespace cairn::cli
