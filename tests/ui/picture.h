#pragma once

#include <QElapsedTimer>
#include <QImage>
#include <QLabel>
#include <QPixmap>
#include <QPushButton>
#include <QStringList>
#include <QTest>
#include <QWidget>

namespace cairn::test {

// Widgets fill themselves when answers come: a picture is finished when it stays as it is.
inline QImage settled(QWidget& widget) {
    QElapsedTimer clock;
    clock.start();
    QImage last;
    for (QImage now = widget.grab().toImage(); now != last && clock.elapsed() < 10'000; now = widget.grab().toImage()) {
        last = now;
        QTest::qWait(200);
    }
    return last;
}

// The labels and buttons that have less room than their words take.
inline QStringList cutOff(const QWidget& widget) {
    QStringList cut;
    for (const QWidget* each : widget.findChildren<QWidget*>()) {
        const auto* label = qobject_cast<const QLabel*>(each);
        const auto* button = qobject_cast<const QPushButton*>(each);
        if (!each->isVisible() || (label == nullptr && button == nullptr)) {
            continue;
        }
        const QSize needs = each->minimumSizeHint();
        const bool wraps = label != nullptr && label->wordWrap();
        const int high = wraps ? label->heightForWidth(label->width()) : needs.height();
        if (each->height() < high || (!wraps && each->width() < needs.width())) {
            cut << (label != nullptr ? label->text() : button->text());
        }
    }
    return cut;
}

} // namespace cairn::test
