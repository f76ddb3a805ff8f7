#pragma once

#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QWidget>

namespace cairn::ui {

// Two to four choices side by side, of which one holds: List | Timeline. Arrow keys move between them.
class Segmented : public QWidget {
    Q_OBJECT

public:
    Segmented(Theme& theme, const QString& name, const QStringList& choices, QWidget* parent = nullptr);

    int current() const { return m_group.checkedId(); }

    void setCurrent(int index);

Q_SIGNALS:
    void chosen(int index); // by the person

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    QButtonGroup m_group;
};

} // namespace cairn::ui
