#pragma once

#include "ui/widgets/state_paint.h"

#include <QWidget>

namespace cairn::ui {

// A state as a small round label.
class StateChip : public QWidget {
    Q_OBJECT

public:
    explicit StateChip(Theme& theme, ChipLook look = {}, QWidget* parent = nullptr);

    // A text in the look of a state: "in progress · 2 of 5".
    StateChip(Theme& theme, const QString& text, api::TaskState kind, QWidget* parent = nullptr);
    StateChip(Theme& theme, const QString& text, api::TopicStanding kind, QWidget* parent = nullptr);

    void setLook(ChipLook look);

    QSize sizeHint() const override;

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    ChipLook m_look;
};

} // namespace cairn::ui
