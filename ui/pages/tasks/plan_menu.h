#pragma once

#include <QDate>
#include <QMenu>

namespace cairn::ui {

class Theme;

// When to do it: today, tomorrow, next week, a day of one's choice, or not planned.
class PlanMenu : public QMenu {
    Q_OBJECT

public:
    PlanMenu(Theme& theme, QWidget* parent);

Q_SIGNALS:
    void picked(QDate day); // invalid: no longer planned

private:
    void pickDay();

    Theme& m_theme;
};

} // namespace cairn::ui
