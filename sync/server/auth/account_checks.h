#pragma once

#include "sync/server/http/message.h"

#include <optional>
#include <string>

// What several calls of Accounts check and answer alike.
namespace cairn::server {

Problem signedOut();
Problem fieldProblem(const std::string& field, const std::string& message);

// A name of a person or a computer, which is shown and cannot be made to break a page or a log with.
std::optional<std::string> readName(const std::string& typed);

std::optional<Problem> refusePassword(const std::string& field, const std::string& password, const std::string& email);

} // namespace cairn::server
