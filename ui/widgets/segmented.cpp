#include "ui/widgets/segmented.h"

#include "ui/theme/style.h"
#include "ui/widgets/buttons.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace cairn::ui {

Segmented::Segmented(Theme& theme, const QString& name, const QStringList& choices, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_group(this) {
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_group.setExclusive(true);
    for (int i = 0; i < choices.size(); ++i) {
        QPushButton* button = makeButton(theme, choices.at(i), this);
        button->setProperty(kKindProperty, QByteArray(kPlainKind));
        button->setCheckable(true);
        button->setAccessibleDescription(name);
        row->addWidget(button);
        m_group.addButton(button, i);
    }
    setCurrent(0);
    connect(&m_group, &QButtonGroup::idClicked, this, &Segmented::chosen);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Segmented::setCurrent(int index) {
    if (auto* button = m_group.button(index)) {
        button->setChecked(true);
    }
}

void Segmented::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.color(Token::surface));
    painter.setPen(m_theme.color(Token::line));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace cairn::ui
