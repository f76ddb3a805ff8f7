#pragma once

#include "core/api/sync.h"
#include "ui/widgets/card.h"

#include <QTimer>

#include <optional>
#include <vector>

class QPushButton;

namespace cairn::ui {

class Navigator;
class Notice;
class TextLabel;

// The computers that are signed in to the account. The list is the server's: it is asked for when it is looked at, and
// stands as it was while the server cannot be reached.
class DeviceList : public Card {
    Q_OBJECT

public:
    DeviceList(api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);

    void refresh();

    // Whether the server can be asked now.
    void setPhase(api::SyncPhase phase);

    void forget(); // another account may come

private:
    void build();
    QWidget* makeWaiting();
    void heard(base::Expected<std::vector<api::SyncDevice>> devices);
    void render();
    void showStanding();
    QString wordWithoutList() const;
    void rename(const api::SyncDevice& device, const QString& name);
    void signOut(const api::SyncDevice& device);
    api::Reply<bool> thenSay(const QString& done);
    void beginWaiting();
    void endWaiting();
    bool isInTheMiddle() const; // of renaming or signing out

    api::Sync& m_sync;
    Theme& m_theme;
    Navigator& m_navigator;
    api::SyncPhase m_phase = api::SyncPhase::off;
    std::optional<std::vector<api::SyncDevice>> m_devices; // as the server said last
    std::optional<base::Error> m_trouble;
    bool m_waits = false;

    QPushButton* m_again;
    Notice* m_notice;
    TextLabel* m_word; // where there is no list
    QWidget* m_waiting = nullptr;
    QPushButton* m_cancel = nullptr;
    QWidget* m_rows = nullptr;
    QTimer m_appear; // of the waiting
    QTimer m_offerCancel;
    api::Request m_request; // the list, or a command
};

} // namespace cairn::ui
