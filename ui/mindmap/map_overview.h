#pragma once

#include "ui/theme/theme.h"

#include <QPixmap>
#include <QWidget>

namespace cairn::ui {

class MapCanvas;
class MapScene;

// The whole map small, with a frame around what the canvas shows; dragging there moves the canvas. For the pointer
// only: the keyboard has the canvas itself.
class MapOverview : public QWidget {
    Q_OBJECT

public:
    MapOverview(Theme& theme, MapScene& scene, MapCanvas& canvas, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QTransform toWidget() const; // from the scene
    void redraw();
    void renderMap();

    Theme& m_theme;
    MapScene& m_scene;
    MapCanvas& m_canvas;
    QPixmap m_picture; // of the nodes, because there may be thousands of them
};

} // namespace cairn::ui
