#pragma once

#include "core/api/sync.h"
#include "ui/shell/server_dialog.h"
#include "ui/theme/theme.h"

namespace cairn::ui {

class CheckedField;
class SecretField;

// Turns codes at sign-in off, with the password, which does not outlive the dialog.
class FactorOffDialog : public ServerDialog {
    Q_OBJECT

public:
    FactorOffDialog(api::Sync& sync, Theme& theme, QWidget* parent = nullptr);

    void done(int result) override;

Q_SIGNALS:
    void turnedOff();

private:
    void turnOff();

    api::Sync& m_sync;
    SecretField* m_password;
    CheckedField* m_field;
};

} // namespace cairn::ui
