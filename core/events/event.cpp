#include "core/events/event.h"

namespace cairn::events {

std::string subjectKind(const std::string& subject) {
    return subject.substr(0, subject.find('/'));
}

std::string subjectId(const std::string& subject) {
    return subject.substr(subject.find('/') + 1);
}

} // namespace cairn::events
