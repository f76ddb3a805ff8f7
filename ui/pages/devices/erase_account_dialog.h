#pragma once

#include "core/api/sync.h"
#include "ui/shell/server_dialog.h"
#include "ui/theme/theme.h"

namespace cairn::ui {

class CheckedField;
class SecretField;

// Erases the account at the server, which nothing brings back: says what goes and what stays, and wants the password,
// which does not outlive the dialog.
class EraseAccountDialog : public ServerDialog {
    Q_OBJECT

public:
    EraseAccountDialog(api::Sync& sync, Theme& theme, QWidget* parent = nullptr);

    void done(int result) override;

Q_SIGNALS:
    void erased(const QString& server);

private:
    void build(Theme& theme);
    void addPart(Theme& theme, const QString& title, const QStringList& lines);
    void erase();
    void sayTrouble(const base::Error& error);

    api::Sync& m_sync;
    const QString m_server;
    SecretField* m_password;
    CheckedField* m_field;
};

} // namespace cairn::ui
