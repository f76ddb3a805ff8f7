#pragma once

#include "core/api/sync.h"
#include "core/api/tasks.h"
#include "ui/widgets/card.h"

namespace cairn::ui {

// Where the proof of a task stands: being looked for, not found and why, or here, as a receipt that a server signed.
class ProofPanel : public Card {
    Q_OBJECT

public:
    ProofPanel(Theme& theme, const api::TaskDetail& detail, const api::SyncState& server, QWidget* parent);

    static bool isFor(const api::TaskDetail& detail);

Q_SIGNALS:
    void editAsked();
    void connectionsAsked();
    void devicesAsked();
    void provenAsked();

private:
    void say(const QString& title, Token ink, const QStringList& sentences);
    void showVerifying(const api::TaskDetail& detail, const api::SyncState& server);
    void showFailed(const api::TaskDetail& detail);
    void showReceipt(const api::TaskDetail& detail, const api::Receipt& receipt);
    void addFacts(const QList<std::pair<QString, QString>>& facts);
    void addButtons(const QList<QWidget*>& buttons);

    Theme& m_theme;
};

} // namespace cairn::ui
