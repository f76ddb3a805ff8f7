#include "ui/pages/tasks/drawer_section.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace cairn::ui {

DrawerSection::DrawerSection(Theme& theme, const QString& title, MakeInside makeInside, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_makeInside(std::move(makeInside))
    , m_heading(new QToolButton(this))
    , m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_column->addWidget(m_heading);
    m_heading->setText(title);
    m_heading->setProperty(kKindProperty, QByteArray(kPlainKind));
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setFocusPolicy(Qt::StrongFocus);
    m_heading->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_heading->setFont(theme.font(Type::cardTitle));
    m_heading->setIcon(theme.icon(QStringLiteral("chevron-right")));
    m_heading->setAccessibleDescription(tr("closed"));
    connect(m_heading, &QToolButton::clicked, this, [this] { setOpen(!m_open); });
}

void DrawerSection::setCompact() {
    m_heading->setFont(m_theme.strong(Type::body));
    m_column->setSpacing(4);
}

QString DrawerSection::title() const {
    return m_heading->text();
}

void DrawerSection::setOpen(bool open) {
    if (std::exchange(m_open, open) == open) {
        return;
    }
    if (open && m_inside == nullptr) {
        m_inside = m_makeInside(this);
        m_column->addWidget(m_inside);
    }
    m_inside->setVisible(open);
    m_heading->setIcon(m_theme.icon(
        open                                   ? QStringLiteral("chevron-down")
        : layoutDirection() == Qt::RightToLeft ? QStringLiteral("chevron-left")
                                               : QStringLiteral("chevron-right")));
    m_heading->setAccessibleDescription(open ? tr("open") : tr("closed"));
    Q_EMIT toggled(open);
}

} // namespace cairn::ui
