#include "ui/pages/devices/leave_dialog.h"

#include "ui/models/sync_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace cairn::ui {

LeaveDialog::LeaveDialog(api::Sync& sync, Theme& theme, QWidget* parent)
    : ServerDialog(theme, 480, parent)
    , m_sync(sync)
    , m_server(serverName(sync.state().server)) {
    setWindowTitle(tr("Leave this server"));
    body()->setSpacing(12);
    auto* title = new TextLabel(theme, Type::pageTitle, Token::text, tr("Leave %1?").arg(m_server), this);
    title->setWordWrap(true);
    body()->addWidget(title);
    body()->addWidget(makeParagraph(
        theme,
        tr("Everything that is on this computer stays here, and you can go on. The account stays at the server with "
           "what it has; this computer no longer sends to it and no longer hears from it."),
        this, Token::text));
    body()->addWidget(makeParagraph(theme, tr("To come back, sign in again with your password."), this));
    if (const auto unsent = static_cast<int>(sync.state().unsent); unsent > 0) {
        auto* waiting = new Notice(theme, this);
        waiting->say(
            Notice::Kind::warning,
            tr("%n change(s) have not gone out yet. They stay on this computer alone.", nullptr, unsent));
        body()->addWidget(waiting);
    }
    body()->addWidget(notice());
    body()->addStretch();
    auto* leave = makeButton(theme, tr("Leave this server"), this);
    auto* stay = makePrimaryButton(theme, tr("Stay"), this);
    buttons()->addWidget(leave);
    buttons()->addWidget(stay);
    stay->setDefault(true);
    stay->setFocus();
    connect(stay, &QPushButton::clicked, this, &LeaveDialog::reject);
    connect(leave, &QPushButton::clicked, this, &LeaveDialog::leave);
}

void LeaveDialog::leave() {
    if (isAsking()) {
        return;
    }
    ask(tr("Leaving the server…"), m_sync.leave([this](base::Expected<bool> answer) {
        endAsking();
        if (answer) {
            Q_EMIT left(m_server);
            accept();
        } else {
            fail(answer.error());
        }
    }));
}

} // namespace cairn::ui
