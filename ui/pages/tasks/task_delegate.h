#pragma once

#include <QStyledItemDelegate>

namespace cairn::ui {

class Theme;

// Paints the cells of a task's row; the row's ground is the view's.
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
    void paintCheck(QPainter& painter, const QStyleOptionViewItem& option, bool checked) const;

    const Theme& m_theme;
};

} // namespace cairn::ui
