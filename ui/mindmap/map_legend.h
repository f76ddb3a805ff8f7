#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace cairn::ui {

// What the looks of nodes mean, as the chips that stand for the same states elsewhere.
class MapLegend : public QWidget {
    Q_OBJECT

public:
    explicit MapLegend(Theme& theme, QWidget* parent = nullptr);

    // Topics that no task is about are in the map, or are not.
    void setHasUnscored(bool has);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    QWidget* m_unscored;
};

} // namespace cairn::ui
