#include "ui/pages/tasks/bulk_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace cairn::ui {

BulkBar::BulkBar(Theme& theme, const QList<QAction*>& actions, QMenu* plan, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_count(new TextLabel(theme, Type::body, Token::accent, {}, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 8, 6);
    row->setSpacing(6);
    m_count->setStrong(true);
    row->addWidget(m_count);
    row->addSpacing(8);
    for (QAction* action : actions) {
        auto* button = makeButton(theme, action->property("bulkText").toString(), this);
        row->addWidget(button);
        const auto follow = [button, action] { button->setEnabled(action->isEnabled()); };
        connect(action, &QAction::changed, button, follow);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        follow();
    }
    auto* planButton = makeButton(theme, plan->title(), this);
    planButton->setMenu(plan);
    connect(plan->menuAction(), &QAction::changed, planButton, [planButton, plan] {
        planButton->setEnabled(plan->menuAction()->isEnabled());
    });
    row->insertWidget(row->count() - 1, planButton); // Delete stays last
    row->addStretch();
    auto* clear = makeIconButton(theme, QStringLiteral("close"), tr("Clear the selection"), this);
    connect(clear, &QToolButton::clicked, this, &BulkBar::clearAsked);
    row->addWidget(clear);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void BulkBar::setCount(int count) {
    m_count->setText(tr("%n selected", "tasks", count));
    setAccessibleName(m_count->text());
}

void BulkBar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::accentGround));
    painter.drawRoundedRect(rect(), 12, 12);
}

} // namespace cairn::ui
