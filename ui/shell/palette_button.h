#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QKeySequence>

namespace cairn::ui {

// "Go to anything  Ctrl K" at the end of the top bar.
class PaletteButton : public QAbstractButton {
    Q_OBJECT

public:
    PaletteButton(Theme& theme, const QKeySequence& keys, QWidget* parent);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    QString m_keys;
};

} // namespace cairn::ui
