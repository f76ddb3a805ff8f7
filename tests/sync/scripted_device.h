#pragma once

#include "core/events/event_codec.h"
#include "tests/core/store/profile_folder.h"

#include <string>
#include <vector>

namespace cairn::test {

inline constexpr base::Millis kNow = store::testing::kNow;

// A device that writes notes, and sends them.
class ScriptedDevice : public store::testing::Device {
public:
    explicit ScriptedDevice(std::string name, std::string stream = "learner/me")
        : Device(std::move(name), std::move(stream)) {}

    void write(const std::string& note, base::Millis at = kNow) {
        add(events::draft("topic/t", events::TopicNoted{note}), base::Hlc::at(at));
    }

    // Of its last event.
    std::string link() const { return events::toHex(log().back().link); }

    // From that number on, as they are sent.
    std::vector<std::string> lines(std::size_t from = 1) const {
        std::vector<std::string> lines;
        for (auto at = from - 1; at < log().size(); ++at) {
            lines.push_back(events::encodeEvent(log()[at]));
        }
        return lines;
    }
};

} // namespace cairn::test
