#include "ui/widgets/qr_code.h"

#include <QPainter>
#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace cairn::ui {

namespace {

constexpr int kBorder = 4; // squares, as the standard wants it
constexpr int kSquare = 4; // pixels at 100 %; with larger text it grows half as fast, as cameras do not need it

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

} // namespace

QrCode::QrCode(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void QrCode::setText(const QString& text) {
    const QByteArray bytes = text.toUtf8();
    const std::unique_ptr<QRcode, Free> code(QRcode_encodeData(
        static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char*>(bytes.constData()), 0, QR_ECLEVEL_M));
    m_side = code ? code->width : 0;
    m_dark = QBitArray(static_cast<qsizetype>(m_side) * m_side);
    for (qsizetype i = 0; i < m_dark.size(); ++i) {
        m_dark.setBit(i, (code->data[i] & 1) != 0);
    }
    updateGeometry();
    update();
}

QSize QrCode::sizeHint() const {
    const int square = (kSquare + m_theme.scaled(kSquare)) / 2;
    const int side = m_side == 0 ? 0 : (m_side + 2 * kBorder) * square;
    return {side, side};
}

void QrCode::paintEvent(QPaintEvent* /*event*/) {
    if (m_side == 0) {
        return;
    }
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::scanGround));
    const int square = std::min(width(), height()) / (m_side + 2 * kBorder);
    const QColor ink = m_theme.color(Token::scanInk);
    for (int row = 0; row < m_side; ++row) {
        for (int column = 0; column < m_side; ++column) {
            if (m_dark.testBit(static_cast<qsizetype>(row) * m_side + column)) {
                painter.fillRect((column + kBorder) * square, (row + kBorder) * square, square, square, ink);
            }
        }
    }
}

} // namespace cairn::ui
