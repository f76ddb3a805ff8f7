#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace cairn::desktop {

// Shown while a profile takes long to open, before there is a window.
class OpeningNotice : public QWidget {
    Q_OBJECT

public:
    explicit OpeningNotice(ui::Theme& theme);

Q_SIGNALS:
    void quitAsked();

protected:
    void closeEvent(QCloseEvent* event) override;
};

} // namespace cairn::desktop
