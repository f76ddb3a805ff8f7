#pragma once

#include "core/api/sync.h"
#include "ui/pages/devices/account_card.h"
#include "ui/shell/place.h"
#include "ui/theme/theme.h"

namespace cairn::ui {

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
    void refresh(); // what the server alone knows
    void askForCodes();
    void changePassword();
    void turnCodesOn();
    void turnCodesOff();
    void leave();
    void erase();

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
    QAction* m_codesOn = nullptr;
    QAction* m_codesOff = nullptr;
    QAction* m_leave = nullptr;
    QAction* m_erase = nullptr;
    CodesAtSignIn m_codes = CodesAtSignIn::unknown;
    bool m_live = false;
    api::Request m_codesRequest;
    api::Subscription m_subscription;
};

} // namespace cairn::ui
