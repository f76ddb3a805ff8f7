#pragma once

#include "core/api/profile.h"
#include "core/api/sync.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QToolButton;

namespace cairn::ui {

class StripButton;
class TextLabel;
class ThinProgressBar;

// The truth about the profile in words: where it lives, whether it may be written, how it stands with its server, what
// goes on behind it; and at the end where the learner stands.
class StatusStrip : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(Theme& theme, QWidget* parent = nullptr);

    void showState(const api::ProfileState& state);
    void showSync(const api::SyncState& state);
    void showStanding(const api::TodayView& today);

    // Work behind the window.
    void beginWork(const QString& doing);
    void stepWork(const base::ProgressStep& step);
    void endWork();

Q_SIGNALS:
    void cancelWanted();
    void devicesWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    class Dot;

    void showPlace();

    Theme& m_theme;
    Dot* m_dot;
    TextLabel* m_place;
    StripButton* m_server; // instead of the place, once there is one
    TextLabel* m_note;
    TextLabel* m_doing;
    ThinProgressBar* m_bar;
    QToolButton* m_cancel;
    TextLabel* m_standing;
    bool m_readOnly = false;
    api::SyncState m_sync;
};

} // namespace cairn::ui
