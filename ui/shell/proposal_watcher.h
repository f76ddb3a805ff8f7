#pragma once

#include "core/api/profile.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace cairn::ui {

// Takes in what other processes propose while the window is open.
class ProposalWatcher : public QObject {
    Q_OBJECT

public:
    explicit ProposalWatcher(api::Profile& profile, QObject* parent = nullptr);

Q_SIGNALS:
    void arrived(int count);

private:
    void look();

    api::Profile& m_profile;
    QFileSystemWatcher m_folder;
    QTimer m_gather; // a file comes with several changes of its folder
    api::Request m_request;
};

} // namespace cairn::ui
