#include "core/service/open_profile.h"

#include "core/service/profile_service.h"

namespace cairn::service {

base::Expected<std::unique_ptr<LocalProfile>>
openProfile(const std::filesystem::path& folder, OpenOptions options, base::Clock clock, api::Deliver deliver) {
    std::unique_ptr<store::Store> store;
    if (!options.readOnly) {
        auto opened = store::Store::open(folder, options.keys);
        if (!opened && opened.error().code != base::ErrorCode::ReadOnly) {
            return std::unexpected(opened.error());
        }
        if (opened) {
            store = std::move(*opened);
        }
    }
    const bool recovered = store && store->opened().recovered;
    auto profile = store::guarded([&]() -> std::unique_ptr<LocalProfile> {
        auto context = std::make_unique<Context>(
            folder, std::move(store), std::move(options.keys), std::move(clock), std::move(deliver));
        return std::make_unique<ProfileService>(std::move(context), options.starterPaths, recovered);
    });
    if (!profile && profile.error().place.empty()) {
        profile.error().place = store::Store::databaseFile(folder).string();
    }
    return profile;
}

} // namespace cairn::service
