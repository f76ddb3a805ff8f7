#pragma once

#include "core/api/sync.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fitting_dialog.h"

namespace cairn::ui {

class BusyOverlay;
class Notice;

// Asks once before a server is left, because the way back takes the password and a new start: says what stays.
class LeaveDialog : public FittingDialog {
    Q_OBJECT

public:
    LeaveDialog(api::Sync& sync, Theme& theme, QWidget* parent = nullptr);

    void reject() override;

Q_SIGNALS:
    void left(const QString& server);

private:
    void leave();

    api::Sync& m_sync;
    const QString m_server;
    Notice* m_notice;
    BusyOverlay* m_busy;
    api::Request m_request;
};

} // namespace cairn::ui
