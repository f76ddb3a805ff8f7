#pragma once

#include "core/api/reviews.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QDate>

namespace cairn::ui {

// One of the four answers: its key, its name, and when the problem would come back after it.
class AnswerButton : public QAbstractButton {
    Q_OBJECT

public:
    AnswerButton(Theme& theme, events::ReviewGrade grade, QWidget* parent = nullptr);

    events::ReviewGrade grade() const { return m_grade; }

    void setDay(QDate day);

    QSize sizeHint() const override;

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int keyWidth() const;

    Theme& m_theme;
    events::ReviewGrade m_grade;
    QString m_key;
    QString m_back; // "in 5 days"
};

} // namespace cairn::ui
