#pragma once

#include "ui/theme/theme.h"

#include <QBitArray>
#include <QWidget>

namespace cairn::ui {

// Text as a picture for cameras (QR code, ISO/IEC 18004): black on white, with the quiet border that readers want, in
// every look. Text that is too long for one takes no room; its accessible name is for whoever shows it to say.
class QrCode : public QWidget {
    Q_OBJECT

public:
    explicit QrCode(Theme& theme, QWidget* parent = nullptr);

    void setText(const QString& text);

    bool isEmpty() const { return m_side == 0; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    QBitArray m_dark; // row by row
    int m_side = 0;   // squares, without the border
};

} // namespace cairn::ui
