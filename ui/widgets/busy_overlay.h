#pragma once

#include "core/base/progress.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QPushButton;

namespace cairn::ui {

class Card;
class TextLabel;
class ThinProgressBar;

// Lies over its parent while work goes on: seen after 300 ms, with a Cancel button after 2 s. The keyboard goes back to
// where it came from.
class BusyOverlay : public QWidget {
    Q_OBJECT

public:
    BusyOverlay(Theme& theme, QWidget* over);

    void begin(const QString& doing, bool canCancel = true);
    void step(const base::ProgressStep& step);
    void end();

    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void cancelled();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Theme& m_theme;
    QTimer m_appear;
    QTimer m_offerCancel;
    Card* m_card;
    TextLabel* m_doing;
    ThinProgressBar* m_bar;
    QPushButton* m_cancel;
    QPointer<QWidget> m_cameFrom;
    bool m_busy = false;
    bool m_canCancel = true;
};

} // namespace cairn::ui
