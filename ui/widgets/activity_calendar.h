#pragma once

#include "core/api/progress.h"
#include "ui/theme/theme.h"

#include <QDate>
#include <QHash>
#include <QWidget>

namespace cairn::ui {

// Twenty weeks of activity, or as many of the last as there is room for: a column a week, a square a day, the darker
// the more. The arrow keys move over the days, and the day that is pointed at or chosen is said in words. Weeks begin
// as in the learner's locale.
class ActivityCalendar : public QWidget {
    Q_OBJECT

public:
    static constexpr int kWeeks = 20;

    explicit ActivityCalendar(Theme& theme, QWidget* parent = nullptr);

    // `frozen`: days that a freeze carried the streak over.
    void setDays(const std::vector<api::DayActivity>& days, const std::vector<base::Day>& frozen, base::Day today);

    QSize sizeHint() const override;

    QSize minimumSizeHint() const override;

    int weeks() const; // that are shown

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override; // tips

private:
    QSize sizeOf(int weeks) const;
    QDate firstDay() const;
    QRectF cell(QDate day) const;
    QDate dayAt(QPoint point) const;
    QString spoken(QDate day) const;
    void choose(QDate day);

    Theme& m_theme;
    QHash<QDate, int> m_counts;
    QList<QDate> m_frozen;
    QDate m_today;
    QDate m_chosen;
    int m_most = 1;
};

} // namespace cairn::ui
