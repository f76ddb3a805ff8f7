#pragma once

#include "ui/mindmap/map_scene.h"
#include "ui/theme/theme.h"

#include <QGraphicsView>
#include <QPointer>
#include <QVariantAnimation>

#include <optional>

class QNativeGestureEvent;
class QPinchGesture;

namespace cairn::ui {

// The window onto a map. Drag to pan, wheel to scroll, Ctrl and wheel or two fingers to zoom; arrow keys move from
// topic to topic, Enter opens what is chosen, Home goes to the learner's own position. `scale` 1 is the size in which a
// text of the program's size is read, whatever that size is.
class MapCanvas : public QGraphicsView {
    Q_OBJECT

public:
    static constexpr double kLeast = 0.04;
    static constexpr double kMost = 3;

    MapCanvas(const Theme& theme, MapScene& scene, QWidget* parent = nullptr);

    double scale() const;

    bool isMoving() const { return m_movement.state() == QAbstractAnimation::Running; }

    void zoomTo(double scale);
    void zoomIn();
    void zoomOut();
    // All that is shown, as large as it can be read and no larger than 100 %.
    void fit();
    // What a person sees first: all of it if it can be read, else their own position at a size that can. Until they do
    // something to it, it is chosen again when the size of the widget changes.
    void showBest();
    void goHome();

    // Chooses a node and brings it into sight: no farther than need be, and larger only where no title is painted.
    void choose(std::size_t node);
    void reveal(std::size_t node); // into sight, at the scale there is
    void centreOnNode(std::size_t node);

    // Room at the edges that other widgets lie over; `fit` leaves it free.
    void setCovered(const QMargins& covered);

    QRectF visibleRect() const; // in the scene

    // Pans without moving anything else.
    void lookAt(const QPointF& centre);

Q_SIGNALS:
    void activated(std::size_t node);                    // Enter, or a click
    void escaped();                                      // Esc, when nothing is being dragged
    void lookChanged();                                  // scale or place
    void menuWanted(std::size_t node, const QPoint& at); // at: global

protected:
    bool viewportEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int x, int y) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;

private:
    bool pinch(const QPinchGesture& gesture);
    bool nativeZoom(const QNativeGestureEvent& gesture);
    bool showTip(const QPoint& at, const QPoint& global);
    void step(Way way);
    void setScaleAround(double scale, const QPointF& anchor); // anchor: in the viewport
    void moveTo(double scale, const QPointF& centre);         // with movement, where it is wanted
    void jumpTo(double scale, const QPointF& centre);
    double factor() const; // of the text's size
    double fittingScale() const;
    QPointF middle() const; // of what is not covered, in the viewport
    void describe();
    void updateSceneRect();

    const Theme& m_theme;
    MapScene& m_map;
    QMargins m_covered;
    QVariantAnimation m_movement;
    std::optional<QPoint> m_pressedAt;
    QPoint m_draggedTo;
    bool m_dragging = false;
    bool m_untouched = false; // what showBest chose still holds
};

} // namespace cairn::ui
