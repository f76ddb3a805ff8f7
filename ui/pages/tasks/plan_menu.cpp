#include "ui/pages/tasks/plan_menu.h"

#include "ui/pages/tasks/own_keys.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

#include <QCalendarWidget>
#include <QDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QTextCharFormat>

namespace cairn::ui {

namespace {

QDate firstDayOfNextWeek(QDate today) {
    const int first = QLocale().firstDayOfWeek();
    return today.addDays(1 + (first - today.dayOfWeek() + 6) % 7);
}

} // namespace

PlanMenu::PlanMenu(Theme& theme, QWidget* parent)
    : QMenu(tr("Plan"), parent)
    , m_theme(theme) {
    new OwnKeys(this);
    setIcon(theme.icon(QStringLiteral("calendar")));
    const auto add = [this](const QString& text, auto day) {
        connect(addAction(text), &QAction::triggered, this, [this, day] { Q_EMIT picked(day()); });
    };
    add(tr("&Today"), [] { return QDate::currentDate(); });
    add(tr("T&omorrow"), [] { return QDate::currentDate().addDays(1); });
    add(tr("Next &week"), [] { return firstDayOfNextWeek(QDate::currentDate()); });
    connect(addAction(tr("&Pick a day…")), &QAction::triggered, this, &PlanMenu::pickDay);
    addSeparator();
    add(tr("&No day"), [] { return QDate(); });
}

void PlanMenu::pickDay() {
    auto* dialog = new QDialog(parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Plan for a day"));
    auto* calendar = new QCalendarWidget(dialog);
    calendar->setMinimumDate(QDate::currentDate());
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setAccessibleName(tr("Day"));
    QTextCharFormat weekend;
    weekend.setForeground(m_theme.color(Token::text));
    calendar->setWeekdayTextFormat(Qt::Saturday, weekend);
    calendar->setWeekdayTextFormat(Qt::Sunday, weekend);
    auto* cancel = makeButton(m_theme, tr("Cancel"), dialog);
    auto* plan = makePrimaryButton(m_theme, tr("Plan"), dialog);
    plan->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(plan);
    auto* column = new QVBoxLayout(dialog);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(16);
    column->addWidget(calendar);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    connect(plan, &QPushButton::clicked, dialog, &QDialog::accept);
    connect(calendar, &QCalendarWidget::activated, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, [this, calendar] { Q_EMIT picked(calendar->selectedDate()); });
    dialog->open();
}

} // namespace cairn::ui
