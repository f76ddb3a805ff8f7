#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace cairn::ui {

// A row of the command palette: icon, name, what it belongs to, and the shortcut that would have done it too.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    PaletteDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

} // namespace cairn::ui
