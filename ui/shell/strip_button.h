#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace cairn::ui {

// Words in the status strip that lead somewhere: underlined under the pointer, framed with the keyboard.
class StripButton : public QAbstractButton {
    Q_OBJECT

public:
    StripButton(Theme& theme, QWidget* parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Theme& m_theme;
};

} // namespace cairn::ui
