#pragma once

#include "sync/server/jobs/job_runner.h"
#include "sync/server/mail/mailer.h"

#include <functional>

namespace cairn::server {

// Persisted: the queue of what is sent to people, and the kind of its jobs that are Mail.
constexpr const char* kNotificationQueue = "notification";
constexpr const char* kMailKind = "mail";

// Sends the messages that mailOutbox() took. A server that wants to be asked again later gets that for a quarter of an
// hour: a link in a message is good for an hour. Throws as Mailer does.
JobRunner::Kind mailKind(MailSettings settings);

// Enqueues a message in the open transaction of the database.
std::function<void(Database&, const Mail&)> mailOutbox(std::function<base::Millis()> now);

} // namespace cairn::server
