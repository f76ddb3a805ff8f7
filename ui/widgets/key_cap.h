#pragma once

#include "ui/theme/theme.h"

#include <QKeySequence>
#include <QLabel>

namespace cairn::ui {

// A shortcut as it stands on keys: "Ctrl K".
class KeyCap : public QLabel {
    Q_OBJECT

public:
    KeyCap(Theme& theme, const QKeySequence& keys, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
};

} // namespace cairn::ui
