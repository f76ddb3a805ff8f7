// What the person does to a map: mouse, wheel, fingers and keys.

#include "ui/mindmap/map_canvas.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QGestureEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace cairn::ui {

bool MapCanvas::viewportEvent(QEvent* event) {
    switch (event->type()) {
    case QEvent::Gesture:
        if (auto* gesture = static_cast<QGestureEvent*>(event)->gesture(Qt::PinchGesture)) {
            return pinch(*static_cast<QPinchGesture*>(gesture));
        }
        break;
    case QEvent::NativeGesture:
        return nativeZoom(*static_cast<QNativeGestureEvent*>(event)) || QGraphicsView::viewportEvent(event);
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        return showTip(help->pos(), help->globalPos());
    }
    case QEvent::Leave:
        m_map.setHovered({});
        break;
    default:
        break;
    }
    return QGraphicsView::viewportEvent(event);
}

bool MapCanvas::pinch(const QPinchGesture& gesture) {
    m_untouched = false;
    const QPointF at = viewport()->mapFromGlobal(gesture.centerPoint());
    setScaleAround(scale() * gesture.scaleFactor(), at);
    const QPointF moved = gesture.centerPoint() - gesture.lastCenterPoint();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - qRound(moved.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() - qRound(moved.y()));
    m_pressedAt.reset();
    return true;
}

bool MapCanvas::nativeZoom(const QNativeGestureEvent& gesture) {
    if (gesture.gestureType() != Qt::ZoomNativeGesture) {
        return false;
    }
    setScaleAround(scale() * (1 + gesture.value()), gesture.position());
    return true;
}

bool MapCanvas::showTip(const QPoint& at, const QPoint& global) {
    if (const auto node = m_map.nodeAt(mapToScene(at))) {
        const QRect box = mapFromScene(m_map.nodeRect(*node)).boundingRect();
        QToolTip::showText(global, m_map.spoken(*node), viewport(), box);
    } else {
        QToolTip::hideText();
    }
    return true;
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
    m_untouched = false;
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const double turns = event->angleDelta().y() / 120.0;
        setScaleAround(scale() * std::pow(1.2, turns), event->position());
        event->accept();
        return;
    }
    // Wheels turn the map, also where there is no scroll bar to be seen.
    QPoint by = event->pixelDelta().isNull() ? event->angleDelta() * 2 / 3 : event->pixelDelta();
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        by = {by.y() + by.x(), 0};
    }
    m_movement.stop();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
    event->accept();
}

void MapCanvas::mousePressEvent(QMouseEvent* event) {
    m_untouched = false;
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
        m_movement.stop();
        m_pressedAt = event->pos();
        m_draggedTo = event->pos();
        m_dragging = false;
        event->accept();
    } else {
        QGraphicsView::mousePressEvent(event);
    }
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (m_pressedAt) {
        if (!m_dragging && (event->pos() - *m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
            m_dragging = true;
            viewport()->setCursor(Qt::ClosedHandCursor);
            m_map.setHovered({});
        }
        if (m_dragging) {
            const QPoint by = event->pos() - m_draggedTo;
            m_draggedTo = event->pos();
            horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
            verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
        }
        return;
    }
    const auto node = m_map.nodeAt(mapToScene(event->pos()));
    m_map.setHovered(node);
    viewport()->setCursor(node ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_pressedAt) {
        QGraphicsView::mouseReleaseEvent(event);
        return;
    }
    m_pressedAt.reset();
    const auto node = m_map.nodeAt(mapToScene(event->pos()));
    viewport()->setCursor(node ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (std::exchange(m_dragging, false) || event->button() != Qt::LeftButton) {
        return;
    }
    m_map.setCurrent(node);
    if (node) {
        Q_EMIT activated(*node);
    }
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    // Twice on the ground: closer. On a node the first click has opened it.
    if (event->button() == Qt::LeftButton && !m_map.nodeAt(mapToScene(event->pos()))) {
        setScaleAround(scale() * 1.5, event->position());
    }
    event->accept();
}

void MapCanvas::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const auto node = byKey ? m_map.current() : m_map.nodeAt(mapToScene(event->pos()));
    if (node) {
        m_map.setCurrent(node);
        const QPoint below = mapFromScene(m_map.nodeRect(*node)).boundingRect().bottomLeft();
        Q_EMIT menuWanted(*node, byKey ? viewport()->mapToGlobal(below) : event->globalPos());
    }
    event->accept();
}

void MapCanvas::keyPressEvent(QKeyEvent* event) {
    m_untouched = false;
    const auto held = event->modifiers() & ~Qt::KeypadModifier;
    const bool plain = held == Qt::NoModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        step(Way::left);
        break;
    case Qt::Key_Right:
        step(Way::right);
        break;
    case Qt::Key_Up:
        step(Way::up);
        break;
    case Qt::Key_Down:
        step(Way::down);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_map.current()) {
            Q_EMIT activated(*m_map.current());
        }
        break;
    case Qt::Key_Escape:
        Q_EMIT escaped();
        break;
    case Qt::Key_PageUp:
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
        break;
    case Qt::Key_PageDown:
        verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
        break;
    default:
        event->ignore(); // not for the scroll area
        return;
    }
    event->setAccepted(plain || held == Qt::ShiftModifier);
}

void MapCanvas::focusInEvent(QFocusEvent* event) {
    m_map.setKeyboardHere(event->reason() != Qt::MouseFocusReason);
    QGraphicsView::focusInEvent(event);
    describe();
}

void MapCanvas::focusOutEvent(QFocusEvent* event) {
    m_map.setKeyboardHere(false);
    QGraphicsView::focusOutEvent(event);
}

void MapCanvas::resizeEvent(QResizeEvent* event) {
    // What stands at the beginning stays there when the drawer opens at the end.
    const QRect before(QPoint(), event->oldSize());
    const bool mirrored = m_map.direction() == Qt::RightToLeft;
    const QPointF corner = mapToScene(mirrored ? before.topRight() + QPoint(1, 0) : before.topLeft());
    QGraphicsView::resizeEvent(event);
    updateSceneRect();
    if (m_untouched) {
        showBest();
    } else if (event->oldSize().isValid()) {
        const QPointF half = QPointF(viewport()->width(), viewport()->height()) / 2 / transform().m11();
        lookAt(corner + QPointF(mirrored ? -half.x() : half.x(), half.y()));
    }
}

void MapCanvas::scrollContentsBy(int x, int y) {
    QGraphicsView::scrollContentsBy(x, y);
    Q_EMIT lookChanged();
}

} // namespace cairn::ui
