#include "ui/widgets/drawer.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace cairn::ui {

// The drawer's ground: a surface, whatever is in it.
class DrawerPane::Sheet : public QWidget {
public:
    Sheet(Theme& theme, QWidget* inside, QWidget* parent)
        : QWidget(parent)
        , m_theme(theme) {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(inside);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

    // Large text needs more than the narrowest.
    QSize minimumSizeHint() const override { return QWidget::minimumSizeHint().expandedTo({kNarrow, 0}); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override { QPainter(this).fillRect(rect(), m_theme.color(Token::surface)); }

private:
    Theme& m_theme;
};

DrawerPane::DrawerPane(Theme& theme, const QString& name, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_theme(theme) {
    setObjectName(name);
    setHandleWidth(1);
    setChildrenCollapsible(false);
    connect(this, &QSplitter::splitterMoved, this, [this] {
        m_width = m_sheet->width();
        Q_EMIT drawerResized(m_width);
    });
}

void DrawerPane::setContent(QWidget* content) {
    m_content = content;
    insertWidget(0, content);
    setStretchFactor(0, 1);
}

void DrawerPane::setDrawer(QWidget* drawer, const QString& accessibleName) {
    m_sheet = new Sheet(m_theme, drawer, this);
    m_sheet->setAccessibleName(accessibleName);
    addWidget(m_sheet);
    setStretchFactor(indexOf(m_sheet), 0);
    m_sheet->hide();
}

bool DrawerPane::isOpen() const {
    return m_sheet != nullptr && !m_sheet->isHidden();
}

void DrawerPane::open() {
    if (!isOpen()) {
        m_cameFrom = window()->focusWidget();
        m_sheet->show();
        applyWidth();
    }
}

void DrawerPane::close() {
    if (!isOpen()) {
        return;
    }
    const bool hadKeyboard = m_sheet->isAncestorOf(window()->focusWidget());
    m_sheet->hide();
    if (hadKeyboard) {
        QWidget* back = m_cameFrom && m_cameFrom->isVisible() ? m_cameFrom.data() : m_content;
        back->setFocus();
    }
    Q_EMIT closed();
}

void DrawerPane::setDrawerWidth(int width) {
    m_width = std::max(width, kNarrow);
    applyWidth();
}

void DrawerPane::applyWidth() {
    if (isOpen() && m_content != nullptr) {
        setSizes({std::max(1, width() - m_width - handleWidth()), m_width});
    }
}

void DrawerPane::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && isOpen()) {
        close();
    } else {
        QSplitter::keyPressEvent(event);
    }
}

} // namespace cairn::ui
