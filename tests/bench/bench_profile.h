#pragma once

#include "core/api/profile.h"

#include <QObject>
#include <QString>

#include <memory>

namespace cairn::bench {

// A real profile with many tasks of one path: 500 topics in 40 modules, tasks in every status that a learner's own
// device can write, planned and done around today.
class BenchProfile {
public:
    // In `folder`; what is there already is taken as it is.
    BenchProfile(const QString& folder, int tasks);

    api::Profile& profile() { return *m_profile; }

private:
    QObject m_receiver; // of the answers
    std::unique_ptr<api::Profile> m_profile;
};

} // namespace cairn::bench
