#pragma once

#include "core/api/tasks.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace cairn::ui {

// A task of a topic: its title and state; a button that leads to it.
class TopicTaskRow : public QAbstractButton {
    Q_OBJECT

public:
    TopicTaskRow(Theme& theme, const api::TaskRow& task, QWidget* parent);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Theme& m_theme;
    api::TaskState m_state;
};

} // namespace cairn::ui
