#pragma once

#include "core/plan/path_plan.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QTableWidget;

namespace cairn::ui {

// The exercises of a topic, written in place: a row each.
class ExerciseTable : public QWidget {
    Q_OBJECT

public:
    explicit ExerciseTable(Theme& theme, QWidget* parent = nullptr);

    void show(const std::vector<plan::PlannedExercise>& exercises);
    std::vector<plan::PlannedExercise> exercises() const; // all rows in which something stands

    void commit(); // what is being written in a cell

Q_SIGNALS:
    void edited(); // by the person

private:
    void put(int row, const plan::PlannedExercise& exercise);
    void add();
    void removeChosen();
    void fit();

    Theme& m_theme;
    QTableWidget* m_table;
    QPushButton* m_remove;
};

} // namespace cairn::ui
