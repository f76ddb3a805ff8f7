#pragma once

#include <QCache>
#include <QHash>
#include <QPixmap>
#include <QStaticText>
#include <QStyledItemDelegate>

namespace cairn::ui {

class Theme;

// Paints the cells of a task's row; the row's ground is the view's. A filter that changes paints all of them anew, and
// much of it is the same in many rows: texts are shaped once, and what has few looks is painted once and stamped.
class TaskDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    TaskDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    // The view's own press handler toggles; a second one here would undo it.
    bool editorEvent(
        QEvent* /*event*/, QAbstractItemModel* /*model*/, const QStyleOptionViewItem& /*option*/,
        const QModelIndex& /*index*/) override {
        return false;
    }

    static constexpr int kRowHeight = 44; // at 100 %
    static constexpr int kPadding = 12;

private:
    // Whatever else a picture depends on, a change of the theme forgets.
    template<class What> struct Cell {
        What what;
        int column; // has one font
        QSize size;
        Qt::LayoutDirection direction;

        bool operator==(const Cell&) const = default;

        friend size_t qHash(const Cell& cell, size_t seed) {
            return qHashMulti(seed, cell.what, cell.column, cell.size.width(), cell.size.height(), cell.direction);
        }
    };

    const QStaticText& shaped(const Cell<QString>& text, const QPainter& painter) const;
    template<class Paint>
    const QPixmap& stamped(const Cell<int>& look, const QPainter& painter, const Paint& paint) const;
    void paintCheck(QPainter& painter, const QStyleOptionViewItem& option, bool checked) const;

    const Theme& m_theme;
    mutable QCache<Cell<QString>, QStaticText> m_texts;
    mutable QHash<Cell<int>, QPixmap> m_stamps;
};

} // namespace cairn::ui
