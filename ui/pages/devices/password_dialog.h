#pragma once

#include "core/api/sync.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fitting_dialog.h"

namespace cairn::ui {

class BusyOverlay;
class CheckedField;
class Notice;
class SecretField;

// Changes the password of the account. Neither password outlives the dialog.
class PasswordDialog : public FittingDialog {
    Q_OBJECT

public:
    PasswordDialog(api::Sync& sync, Theme& theme, QWidget* parent = nullptr);

    void done(int result) override;

Q_SIGNALS:
    void changed();

private:
    void build(Theme& theme);
    void change();

    api::Sync& m_sync;
    SecretField* m_old;
    SecretField* m_new;
    CheckedField* m_oldField;
    CheckedField* m_newField;
    Notice* m_notice;
    BusyOverlay* m_busy = nullptr;
    api::Request m_request;
};

} // namespace cairn::ui
