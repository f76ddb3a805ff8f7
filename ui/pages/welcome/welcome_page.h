#pragma once

#include "core/api/profile.h"
#include "core/api/sync.h"
#include "ui/shell/place.h"

class QBoxLayout;
class QPushButton;

namespace cairn::ui {

class DoorCard;
class Navigator;
class TextLabel;
class Theme;

// The first minute: three doors into the program, none of which has to be taken.
class WelcomePage : public Place {
    Q_OBJECT

public:
    WelcomePage(api::Profile& profile, api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);

    void focusContent() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    DoorCard* makeTrackDoor(api::Profile& profile, QWidget* parent);
    DoorCard* makeServerDoor(api::Sync& sync, QWidget* parent);
    DoorCard* makeSampleDoor(QWidget* parent);
    void showServer(const api::SyncState& state);

    Theme& m_theme;
    Navigator& m_navigator;
    QBoxLayout* m_doors = nullptr;
    QWidget* m_first = nullptr;
    QPushButton* m_join = nullptr;
    TextLabel* m_joinFoot = nullptr;
    bool m_joined = false;
    api::Subscription m_subscription;
};

} // namespace cairn::ui
