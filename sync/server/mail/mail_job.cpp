#include "sync/server/mail/mail_job.h"

#include "core/events/described_json.h"

#include <memory>
#include <utility>

namespace cairn::server {

JobRunner::Kind mailKind(MailSettings settings) {
    constexpr std::int64_t kAttempts = 10; // 2 + 4 + ... + 2^9 seconds
    const auto timeout = settings.timeout;
    auto mailer = std::make_shared<const Mailer>(std::move(settings));
    return {
        .handler = [mailer = std::move(mailer)](const Job& job, const std::stop_token& stop) -> JobResult {
            const auto mail = events::decodeDescribed<Mail>(job.payload);
            if (!mail) {
                return {JobResult::Outcome::refused, "no message: " + mail.error().message};
            }
            return mailer->send(*mail, job.id, job.created, stop);
        },
        .timeout = timeout + 5'000, // after its own
        .attempts = kAttempts};
}

std::function<void(Database&, const Mail&)> mailOutbox(std::function<base::Millis()> now) {
    return [now = std::move(now)](Database& database, const Mail& mail) {
        enqueue(
            database,
            {.queue = kNotificationQueue,
             .kind = kMailKind,
             .payload = events::encodeDescribed(mail),
             .account = mail.account},
            now());
    };
}

} // namespace cairn::server
