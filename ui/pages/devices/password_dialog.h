#pragma once

#include "core/api/sync.h"
#include "ui/shell/server_dialog.h"
#include "ui/theme/theme.h"

namespace cairn::ui {

class CheckedField;
class SecretField;

// Changes the password of the account. Neither password outlives the dialog.
class PasswordDialog : public ServerDialog {
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
};

} // namespace cairn::ui
