#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

class QHBoxLayout;
class QVBoxLayout;

namespace cairn::ui {

// A dialog of one width that is as high as what it shows, and grows and shrinks with it. Where the screen is lower than
// that, its body scrolls, and the buttons stay.
class FittingDialog : public QDialog {
    Q_OBJECT

public:
    FittingDialog(Theme& theme, int width, QWidget* parent = nullptr); // at 100 %

protected:
    QVBoxLayout* body() const { return m_body; }

    QHBoxLayout* buttons() const { return m_buttons; } // at the end of the last row

    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fit();

    QWidget* m_content;
    QVBoxLayout* m_body;
    QHBoxLayout* m_buttons;
};

} // namespace cairn::ui
