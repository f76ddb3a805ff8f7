#include "ui/shell/server_dialog.h"

#include "ui/models/sync_text.h"
#include "ui/widgets/busy_overlay.h"
#include "ui/widgets/notice.h"

#include <utility>

namespace cairn::ui {

ServerDialog::ServerDialog(Theme& theme, int width, QWidget* parent)
    : FittingDialog(theme, width, parent)
    , m_notice(new Notice(theme, this))
    , m_busy(new BusyOverlay(theme, this)) {
    connect(m_busy, &BusyOverlay::cancelled, this, &ServerDialog::reject);
}

bool ServerDialog::isAsking() const {
    return m_busy->isBusy();
}

void ServerDialog::ask(const QString& doing, api::Request request) {
    m_request = std::move(request);
    m_stopping = false;
    m_notice->clear();
    m_busy->begin(doing);
}

void ServerDialog::endAsking() {
    m_busy->end();
}

void ServerDialog::fail(const base::Error& error, const QString& whenUnauthorized) {
    reveal(m_notice);
    if (error.code == base::ErrorCode::Cancelled) {
        m_notice->say(Notice::Kind::information, tr("Cancelled. Nothing was changed."));
        return;
    }
    Words::Trouble trouble = serverTrouble(error);
    if (error.code == base::ErrorCode::Unauthorized && !whenUnauthorized.isEmpty()) {
        trouble.todo = whenUnauthorized;
    }
    m_notice->say(trouble);
}

void ServerDialog::reject() {
    if (isAsking() && !std::exchange(m_stopping, true)) {
        m_request.cancel();
        return;
    }
    FittingDialog::reject();
}

void ServerDialog::done(int result) {
    m_request = {};
    endAsking();
    FittingDialog::done(result);
}

} // namespace cairn::ui
