#include "sync/client/open_sync.h"

#include "sync/client/sync_client.h"

#include <QCoreApplication>

namespace cairn::client {

namespace {

// Qt's network needs one, which a program without a window does not have.
void haveApplication() {
    if (QCoreApplication::instance() == nullptr) {
        static int count = 1;
        static char name[] = "cairn";
        static char* words[] = {name, nullptr};
        static QCoreApplication application(count, words);
    }
}

} // namespace

std::unique_ptr<api::Sync> openSync(
    service::LocalProfile& profile, base::Clock clock, api::Deliver deliver, const std::filesystem::path& secrets) {
    haveApplication();
    auto kept = secrets.empty() ? keychainSecrets() : fileSecrets(QString::fromStdU16String(secrets.u16string()));
    return std::make_unique<SyncClient>(profile, std::move(clock), std::move(deliver), std::move(kept));
}

} // namespace cairn::client
