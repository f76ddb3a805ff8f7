#include "ui/paths/exercise_table.h"

#include "ui/paths/plan_text.h"
#include "ui/widgets/buttons.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

enum Column { titleColumn, difficultyColumn, needsColumn, addressColumn, columns };

constexpr int kIdRole = Qt::UserRole;
constexpr int kNeedsRole = Qt::UserRole + 1;
constexpr int kDefaultDifficulty = 3;
constexpr int kRow = 36;
constexpr int kLeastRows = 2;
constexpr int kMostRows = 6;

class Cell : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget*
    createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
        if (auto* number = qobject_cast<QSpinBox*>(editor)) {
            number->setRange(1, 10);
        } else if (auto* line = qobject_cast<QLineEdit*>(editor)) {
            line->setMaxLength(static_cast<int>(index.column() == titleColumn ? plan::kLineBytes : plan::kUrlBytes));
        }
        return editor;
    }
};

} // namespace

ExerciseTable::ExerciseTable(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_table(new QTableWidget(0, columns, this))
    , m_remove(makePlainButton(theme, tr("Remove exercise"), this)) {
    m_table->setObjectName(u"planExercises"_s);
    m_table->setAccessibleName(tr("Exercises"));
    m_table->setHorizontalHeaderLabels({tr("Exercise"), tr("Difficulty"), tr("Needs"), tr("Address")});
    m_table->horizontalHeaderItem(needsColumn)
        ->setToolTip(tr("What has to be explained to who does it, separated by commas"));
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(titleColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(needsColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(difficultyColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(addressColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->verticalHeader()->setDefaultSectionSize(theme.scaled(kRow));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(
        QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed |
        QAbstractItemView::AnyKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->setItemDelegate(new Cell(m_table));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_table);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* add = makePlainButton(theme, tr("Add exercise"), this, u"add"_s);
    add->setObjectName(u"planAddExercise"_s);
    m_remove->setObjectName(u"planRemoveExercise"_s);
    row->addWidget(add);
    row->addWidget(m_remove);
    row->addStretch();
    column->addLayout(row);

    connect(add, &QPushButton::clicked, this, &ExerciseTable::add);
    connect(m_remove, &QPushButton::clicked, this, &ExerciseTable::removeChosen);
    connect(m_table, &QTableWidget::itemChanged, this, &ExerciseTable::edited);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        m_remove->setEnabled(!m_table->selectedItems().isEmpty());
    });
    auto* erase = new QShortcut(QKeySequence::Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(erase, &QShortcut::activated, this, &ExerciseTable::removeChosen);
    m_remove->setEnabled(false);
    fit();
}

void ExerciseTable::put(int row, const plan::PlannedExercise& exercise) {
    const QSignalBlocker quiet(m_table);
    auto* title = new QTableWidgetItem(QString::fromStdString(exercise.title));
    title->setData(kIdRole, QString::fromStdString(exercise.id));
    auto* difficulty = new QTableWidgetItem;
    difficulty->setData(Qt::EditRole, static_cast<int>(exercise.difficulty));
    m_table->setItem(row, titleColumn, title);
    m_table->setItem(row, difficultyColumn, difficulty);
    auto* needs = new QTableWidgetItem(needsText(exercise.needs));
    needs->setData(kNeedsRole, QVariant::fromValue(exercise.needs));
    m_table->setItem(row, needsColumn, needs);
    m_table->setItem(row, addressColumn, new QTableWidgetItem(QString::fromStdString(exercise.url)));
}

void ExerciseTable::show(const std::vector<plan::PlannedExercise>& exercises) {
    {
        const QSignalBlocker quiet(m_table);
        m_table->setRowCount(0);
        m_table->setRowCount(static_cast<int>(exercises.size()));
    }
    for (std::size_t at = 0; at < exercises.size(); ++at) {
        put(static_cast<int>(at), exercises[at]);
    }
    m_remove->setEnabled(false);
    fit();
}

std::vector<plan::PlannedExercise> ExerciseTable::exercises() const {
    std::vector<plan::PlannedExercise> all;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto text = [&](int column) { return m_table->item(row, column)->text().simplified().toStdString(); };
        plan::PlannedExercise exercise;
        exercise.id = m_table->item(row, titleColumn)->data(kIdRole).toString().toStdString();
        exercise.title = text(titleColumn);
        exercise.difficulty = m_table->item(row, difficultyColumn)->data(Qt::EditRole).toInt();
        const QTableWidgetItem* needs = m_table->item(row, needsColumn);
        exercise.needs = needs->data(kNeedsRole).value<std::vector<std::string>>();
        if (needs->text() != needsText(exercise.needs)) { // a need may have a comma, until somebody writes anew
            exercise.needs = needsFrom(needs->text());
        }
        exercise.url = text(addressColumn);
        if (!exercise.title.empty() || !exercise.id.empty() || !exercise.needs.empty() || !exercise.url.empty()) {
            all.push_back(std::move(exercise));
        }
    }
    return all;
}

void ExerciseTable::commit() {
    if (m_table->viewport()->isAncestorOf(QApplication::focusWidget())) {
        m_table->setFocus(); // the cell's editor hands over what it has when it loses the keyboard
    }
}

void ExerciseTable::add() {
    const int row = m_table->rowCount();
    if (row >= static_cast<int>(plan::kMostExercises)) {
        return;
    }
    {
        const QSignalBlocker quiet(m_table);
        m_table->setRowCount(row + 1);
    }
    plan::PlannedExercise fresh;
    fresh.difficulty = kDefaultDifficulty;
    put(row, fresh);
    fit();
    m_table->setFocus();
    m_table->setCurrentCell(row, titleColumn);
    m_table->edit(m_table->currentIndex());
}

void ExerciseTable::removeChosen() {
    if (const int row = m_table->currentRow(); row >= 0) {
        m_table->removeRow(row);
        fit();
        Q_EMIT edited();
    }
}

// As high as its rows, so that the form around it scrolls and it seldom does.
void ExerciseTable::fit() {
    const int rows = std::clamp(m_table->rowCount(), kLeastRows, kMostRows);
    const int row = m_table->verticalHeader()->defaultSectionSize();
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * row + 2 * m_table->frameWidth());
}

} // namespace cairn::ui
