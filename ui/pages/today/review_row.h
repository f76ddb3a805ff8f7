#pragma once

#include "core/api/reviews.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace cairn::ui {

// A line of what is to be reviewed: its name, its topic, since when it is due, how likely it is remembered.
class ReviewRowButton : public QAbstractButton {
    Q_OBJECT

public:
    ReviewRowButton(Theme& theme, api::ReviewRow row, bool last, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    api::ReviewRow m_row;
    bool m_last;
};

} // namespace cairn::ui
