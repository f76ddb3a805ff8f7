#pragma once

#include "core/api/sync.h"
#include "ui/shell/place.h"
#include "ui/theme/theme.h"

namespace cairn::ui {

class AccountCard;
class DeviceList;
class Navigator;
class ServerOffer;

// The account at a server and the computers that are signed in to it; without one, what it would be good for.
class DevicesPage : public Place {
    Q_OBJECT

public:
    DevicesPage(api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);

    QList<QAction*> placeActions() override;
    void focusContent() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeCards();
    void makeActions();
    void connectCards();
    void render(const api::SyncState& state);
    void changePassword();
    void leave();

    api::Sync& m_sync;
    Theme& m_theme;
    Navigator& m_navigator;
    ServerOffer* m_offer = nullptr;
    AccountCard* m_account = nullptr;
    DeviceList* m_devices = nullptr;
    QAction* m_signIn = nullptr;
    QAction* m_createAccount = nullptr;
    QAction* m_signInAgain = nullptr;
    QAction* m_tryNow = nullptr;
    QAction* m_askAgain = nullptr;
    QAction* m_changePassword = nullptr;
    QAction* m_leave = nullptr;
    api::Subscription m_subscription;
};

} // namespace cairn::ui
