#pragma once

#include "ui/theme/theme.h"

#include <QDialog>
#include <QPointer>

class QHBoxLayout;
class QScrollArea;
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

    // Scrolls to something in the body that begins to show, once it has its place.
    void reveal(QWidget* widget) { m_toReveal = widget; }

    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fit();

    QScrollArea* m_area;
    QWidget* m_content;
    QPointer<QWidget> m_toReveal;
    QVBoxLayout* m_body;
    QHBoxLayout* m_buttons;
};

} // namespace cairn::ui
