#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QWidget>

class QGridLayout;

namespace cairn::ui {

// Figures beside each other in columns of one width, as many as there is room for.
class FigureGrid : public QWidget {
    Q_OBJECT

public:
    // `least`: the width of a column at 100 %.
    FigureGrid(Theme& theme, int least, int mostColumns, QWidget* parent);

    // A name, who says so and when, and a picture of it.
    void addPicture(const QString& name, const QString& source, QWidget* picture);

    // A name, a figure, and what it is made of.
    void addFigure(const QString& name, const QString& figure, const QStringList& parts);

    bool isEmpty() const { return m_blocks.isEmpty(); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void add(QWidget* block);
    void arrange();

    Theme& m_theme;
    int m_least;
    int m_most;
    int m_columns = 0;
    QGridLayout* m_grid;
    QList<QWidget*> m_blocks{};
};

} // namespace cairn::ui
