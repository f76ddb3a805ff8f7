#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace cairn::ui {

// What the looks of nodes mean, as the chips that stand for the same states elsewhere.
class MapLegend : public QWidget {
    Q_OBJECT

public:
    explicit MapLegend(Theme& theme, QWidget* parent = nullptr);

    // Whether the map has topics that no task is about, and such that were opened by choice.
    void setContents(bool hasUnscored, bool hasUnlocked);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    QWidget* m_unscored;
    QWidget* m_unlocked;
};

} // namespace cairn::ui
