#pragma once

#include <boost/describe/class.hpp>

#include <string>

namespace cairn::server {

// A message to a person.
struct Mail {
    std::string to;
    std::string subject;
    std::string text;
    std::string account{}; // whose it is; stays here
};

BOOST_DESCRIBE_STRUCT(Mail, (), (to, subject, text))

} // namespace cairn::server
