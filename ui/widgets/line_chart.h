#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace cairn::ui {

// How a figure changed over time: a line with a dot for each change. The arrow keys and the pointer go from dot to dot,
// which is then said in words. Time runs as the language is read.
class LineChart : public QWidget {
    Q_OBJECT

public:
    struct Point {
        qint64 at = 0; // milliseconds UTC
        qint64 value = 0;
        QString name; // what changed it
    };

    explicit LineChart(Theme& theme, const QString& name, QWidget* parent = nullptr);

    void setPoints(QList<Point> points); // the oldest first

    QSize sizeHint() const override;

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override; // tips

private:
    QRect plot() const;
    QPointF placeOf(qsizetype point) const;
    QString spoken(qsizetype point) const;
    qsizetype nearest(QPoint to) const;
    void choose(qsizetype point);
    qint64 bottom() const;
    qint64 top() const;

    Theme& m_theme;
    QList<Point> m_points;
    qsizetype m_chosen = -1;
};

} // namespace cairn::ui
