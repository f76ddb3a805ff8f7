#include "ui/shell/proposal_watcher.h"

#include "ui/widgets/path_text.h"

namespace cairn::ui {

namespace {
constexpr int kGather = 100; // ms
}

ProposalWatcher::ProposalWatcher(api::Profile& profile, QObject* parent)
    : QObject(parent)
    , m_profile(profile) {
    if (profile.state().readOnly) {
        return; // the process that writes takes them in
    }
    m_gather.setSingleShot(true);
    m_gather.setInterval(kGather);
    connect(&m_gather, &QTimer::timeout, this, &ProposalWatcher::look);
    connect(&m_folder, &QFileSystemWatcher::directoryChanged, &m_gather, qOverload<>(&QTimer::start));
    m_folder.addPath(pathText(profile.proposals().folder()));
    m_gather.start(); // what came before this watched
}

void ProposalWatcher::look() {
    m_request = m_profile.proposals().takeIn([this](base::Expected<std::int64_t> taken) {
        // A trouble is told when a proposal is answered; nobody has asked for anything here.
        if (taken && *taken > 0) {
            Q_EMIT arrived(static_cast<int>(*taken));
        }
    });
}

} // namespace cairn::ui
