#include "ui/pages/tasks/task_view.h"

#include "ui/models/task_model.h"
#include "ui/models/timeline_model.h"
#include "ui/pages/tasks/task_delegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/words.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>

namespace cairn::ui {

TaskView::TaskView(const Theme& theme, TaskModel& tasks, TimelineModel& timeline, QWidget* parent)
    : QTreeView(parent)
    , m_theme(theme)
    , m_tasks(tasks)
    , m_timeline(timeline)
    , m_header(new TaskHeader(theme, tasks, this)) {
    setHeader(m_header);
    m_header->setSectionsClickable(true); // which a tree that does not sort by itself takes from its header
    setItemDelegate(new TaskDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    setAccessibleName(tr("Tasks"));
    viewport()->setAutoFillBackground(false);
    TaskView::setModel(&m_tasks);
    connect(&m_theme, &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        arrangeColumns();
        updateGeometry();
    });
}

void TaskView::setModel(QAbstractItemModel* model) {
    if (this->model() != nullptr) {
        disconnect(this->model(), nullptr, this, nullptr);
    }
    // Before the base class hears of it, which forgets the current row.
    const auto changing = [this] { rowsAreChanging(); };
    const auto changed = [this] { rowsHaveChanged(); };
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, changing);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, changing);
    QTreeView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, changed, Qt::QueuedConnection);
    connect(model, &QAbstractItemModel::rowsRemoved, this, changed, Qt::QueuedConnection);
    connect(model, &QAbstractItemModel::rowsInserted, this, changed, Qt::QueuedConnection);
    arrangeColumns();
}

void TaskView::showTimeline(bool timeline) {
    if (std::exchange(m_asTimeline, timeline) == timeline) {
        return;
    }
    rowsAreChanging();
    m_keptScroll = 0;
    m_tasks.setByDay(timeline);
    setModel(timeline ? static_cast<QAbstractItemModel*>(&m_timeline) : &m_tasks);
    rowsHaveChanged();
}

QString TaskView::currentId() const {
    return currentIndex().data(TaskModel::IdRole).toString();
}

bool TaskView::setCurrentId(const QString& id) {
    const int row = id.isEmpty() ? -1 : m_tasks.rowOf(id);
    if (row < 0) {
        return false;
    }
    const QModelIndex source = m_tasks.index(row, TaskModel::TitleColumn);
    const QModelIndex index = m_asTimeline ? m_timeline.mapFromSource(source) : source;
    m_changing = false; // to go back to what was current would undo this
    setCurrentIndex(index);
    scrollTo(index);
    return true;
}

void TaskView::rowsAreChanging() {
    if (!std::exchange(m_changing, true)) {
        m_keptId = currentId();
        m_keptScroll = verticalScrollBar()->value();
    }
}

void TaskView::rowsHaveChanged() {
    updateGeometry();
    if (!std::exchange(m_changing, false)) {
        return;
    }
    verticalScrollBar()->setValue(m_keptScroll);
    if (m_keptId.isEmpty() || m_keptId == currentId()) {
        return;
    }
    const int row = m_tasks.rowOf(m_keptId);
    if (row >= 0) {
        const QModelIndex source = m_tasks.index(row, TaskModel::TitleColumn);
        setAutoScroll(false); // a task that has moved away does not take the reader along
        setCurrentIndex(m_asTimeline ? m_timeline.mapFromSource(source) : source);
        setAutoScroll(true);
    }
}

int TaskView::rowHeight() const {
    return m_theme.scaled(TaskDelegate::kRowHeight);
}

QSize TaskView::sizeHint() const {
    const int rows = model() != nullptr ? model()->rowCount() : 0;
    return {640, m_header->sizeHint().height() + std::min(rows, 10000) * rowHeight()};
}

QSize TaskView::minimumSizeHint() const {
    return {200, m_header->sizeHint().height() + std::min(2, std::max(1, model()->rowCount())) * rowHeight()};
}

// What does not fit is left out from the end of what one can do without.
void TaskView::arrangeColumns() {
    if (m_header->count() != TaskModel::kColumns) {
        return;
    }
    const int width = viewport()->width();
    const auto scaled = [this](int pixels) { return m_theme.scaled(pixels); };
    const QFontMetrics metrics(m_theme.font(Type::body));
    // The longest in most languages: a day of another year.
    const auto longest = Words::day(QDate(2000, 9, 30), QDate(2001, 1, 1));
    const int words = std::max(metrics.horizontalAdvance(tr("yesterday")), metrics.horizontalAdvance(longest));
    const int date = std::max(scaled(92), words + 2 * scaled(12));

    struct Fixed {
        int column;
        int width;
        int from; // width of the view that it is shown from
    };

    const Fixed columns[] = {
        {TaskModel::CheckColumn, scaled(40), 0},
        {TaskModel::TopicColumn, std::clamp(width / 6, scaled(110), scaled(220)), scaled(560)},
        {TaskModel::DifficultyColumn, scaled(102), scaled(640)},
        {TaskModel::StateColumn, scaled(136), 0},
        {TaskModel::SourceColumn, scaled(106), scaled(760)},
        {TaskModel::DateColumn, date, scaled(440)},
    };
    m_header->setSectionResizeMode(QHeaderView::Fixed);
    m_header->setSectionResizeMode(TaskModel::TitleColumn, QHeaderView::Stretch);
    for (const Fixed& each : columns) {
        m_header->setSectionHidden(each.column, width < each.from);
        m_header->resizeSection(each.column, each.width);
    }
}

void TaskView::resizeEvent(QResizeEvent* event) {
    QTreeView::resizeEvent(event);
    arrangeColumns();
}

void TaskView::verticalScrollbarValueChanged(int value) {
    QTreeView::verticalScrollbarValueChanged(value);
    const QScrollBar& bar = *verticalScrollBar();
    if (value + 2 * bar.pageStep() >= bar.maximum()) {
        m_tasks.readOn();
    }
}

bool TaskView::isSection(const QModelIndex& index) const {
    return m_asTimeline && m_timeline.isSection(index.row());
}

void TaskView::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const QRect row(0, option.rect.top(), viewport()->width(), option.rect.height());
    // The rows lie on a card with round corners; the header covers the upper ones. Clipping by a path makes all that is
    // painted dearer, so that only rows at the lower ones do.
    constexpr int kRadius = 11;
    if (row.bottom() >= viewport()->height() - kRadius) {
        QPainterPath card;
        const QRectF all(0, -m_header->height(), viewport()->width(), viewport()->height() + m_header->height());
        card.addRoundedRect(all, kRadius, kRadius);
        painter->setClipPath(card);
    }
    const bool current = index.row() == currentIndex().row() && currentIndex().isValid();
    if (isSection(index)) {
        painter->fillRect(row, m_theme.color(Token::ground));
        const QRect words = row.adjusted(m_theme.scaled(16), m_theme.scaled(8), -m_theme.scaled(16), 0);
        const auto align = [this](Qt::Alignment side) {
            return static_cast<int>(QStyle::visualAlignment(layoutDirection(), side | Qt::AlignVCenter));
        };
        painter->setFont(m_theme.strong(Type::secondary));
        painter->setPen(m_theme.color(Token::text));
        painter->drawText(words, align(Qt::AlignLeft), index.data(TaskModel::SectionRole).toString());
        painter->setPen(m_theme.color(Token::muted));
        painter->drawText(
            words, align(Qt::AlignRight), QLocale().toString(index.data(TaskModel::SectionCountRole).toInt()));
    } else {
        if (current || selectionModel()->isRowSelected(index.row(), {})) {
            painter->fillRect(row, m_theme.color(Token::accentGround));
        } else if (row.contains(viewport()->mapFromGlobal(QCursor::pos())) && underMouse()) {
            painter->fillRect(row, m_theme.mixed(Token::accentGround, Token::surface, 0.45));
        }
        QTreeView::drawRow(painter, option, index);
        if (current && hasFocus()) {
            QRect bar(0, row.top(), 3, row.height());
            painter->fillRect(QStyle::visualRect(layoutDirection(), row, bar), m_theme.color(Token::accent));
        }
    }
    if (index.row() + 1 < model()->rowCount()) {
        painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), m_theme.color(Token::line));
    }
    painter->restore();
}

QModelIndex TaskView::nextTask(QModelIndex index, int step) const {
    while (index.isValid() && isSection(index)) {
        index = index.siblingAtRow(index.row() + step);
    }
    return index;
}

QModelIndex TaskView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    const QModelIndex index = QTreeView::moveCursor(action, modifiers);
    const bool back = action == MoveUp || action == MovePageUp || action == MovePrevious || action == MoveEnd;
    QModelIndex task = nextTask(index, back ? -1 : 1);
    if (!task.isValid()) {
        task = nextTask(index, back ? 1 : -1);
    }
    return task;
}

// A section's line comes into sight with its first task.
void TaskView::scrollTo(const QModelIndex& index, ScrollHint hint) {
    QTreeView::scrollTo(index, hint);
    const QModelIndex above = index.siblingAtRow(index.row() - 1);
    if (hint == EnsureVisible && above.isValid() && isSection(above)) {
        QTreeView::scrollTo(above, hint);
    }
}

void TaskView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTreeView::currentChanged(current, previous);
    viewport()->update();
    if (!m_changing) {
        Q_EMIT currentIdChanged(currentId());
    }
}

// Space and Enter are actions of the page.
void TaskView::keyPressEvent(QKeyEvent* event) {
    rowsHaveChanged(); // what the person does comes after it, and stays
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ShiftModifier) {
        toggle(currentIndex(), true);
        return;
    }
    QTreeView::keyPressEvent(event);
}

void TaskView::toggleCurrent() {
    toggle(currentIndex(), false);
}

void TaskView::toggle(const QModelIndex& index, bool range) {
    if (!index.isValid() || isSection(index)) {
        return;
    }
    const auto sourceRow = [this](const QModelIndex& row) {
        return m_asTimeline ? m_timeline.mapToSource(row).row() : row.row();
    };
    const bool checked = !m_tasks.isChecked(sourceRow(index));
    if (range && m_anchor.isValid()) {
        for (int row = std::min(m_anchor.row(), index.row()); row <= std::max(m_anchor.row(), index.row()); ++row) {
            const QModelIndex each = model()->index(row, 0);
            if (!isSection(each)) {
                m_tasks.setChecked(sourceRow(each), sourceRow(each), true);
            }
        }
    } else {
        m_tasks.setChecked(sourceRow(index), sourceRow(index), checked);
    }
    m_anchor = index;
}

void TaskView::mousePressEvent(QMouseEvent* event) {
    rowsHaveChanged();
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.column() == TaskModel::CheckColumn && !isSection(index)) {
        setFocus(Qt::MouseFocusReason);
        toggle(index, event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    }
    m_pressed = event->button() == Qt::LeftButton ? index : QModelIndex();
    if (index.isValid() && isSection(index)) {
        return;
    }
    QTreeView::mousePressEvent(event);
}

void TaskView::mouseReleaseEvent(QMouseEvent* event) {
    QTreeView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool click = m_pressed.isValid() && index.isValid() && m_pressed.row() == index.row();
    m_pressed = QModelIndex();
    if (click && event->button() == Qt::LeftButton && !isSection(index)) {
        Q_EMIT opened(index.data(TaskModel::IdRole).toString());
    }
}

// The first click has opened it.
void TaskView::mouseDoubleClickEvent(QMouseEvent* event) {
    mousePressEvent(event);
}

} // namespace cairn::ui
