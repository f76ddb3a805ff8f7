#pragma once

#include "core/api/sync.h"
#include "ui/shell/server_dialog.h"
#include "ui/theme/theme.h"

namespace cairn::ui {

// Asks once before a server is left, because the way back takes the password and a new start: says what stays.
class LeaveDialog : public ServerDialog {
    Q_OBJECT

public:
    LeaveDialog(api::Sync& sync, Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    void left(const QString& server);

private:
    void leave();

    api::Sync& m_sync;
    const QString m_server;
};

} // namespace cairn::ui
