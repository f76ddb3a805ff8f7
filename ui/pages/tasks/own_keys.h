#pragma once

#include <QEvent>
#include <QObject>

namespace cairn::ui {

// Keeps the page's one-letter shortcuts out of a menu or a small window that is open over it: letters typed there find
// an item or go into a field, and Delete does not delete a task.
class OwnKeys : public QObject {
public:
    explicit OwnKeys(QObject* of)
        : QObject(of) {
        of->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::ShortcutOverride) {
            event->accept();
            return true;
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace cairn::ui
