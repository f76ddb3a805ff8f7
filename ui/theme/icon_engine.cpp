#include "ui/theme/icon_engine.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

IconEngine::IconEngine(const Theme& theme, QString name, Token token)
    : m_theme(&theme)
    , m_name(std::move(name))
    , m_token(token) {}

void IconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) {
    const qreal ratio = painter->device()->devicePixelRatioF();
    painter->drawPixmap(rect, rendered(rect.size() * ratio, mode));
}

QPixmap IconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/) {
    return rendered(size, mode);
}

QPixmap IconEngine::scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/, qreal scale) {
    QPixmap pixmap = rendered(size, mode);
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

QIconEngine* IconEngine::clone() const {
    return new IconEngine(*this);
}

QPixmap IconEngine::rendered(QSize deviceSize, QIcon::Mode mode) const {
    if (!m_theme || deviceSize.isEmpty()) {
        return {};
    }
    QColor color = m_theme->color(m_token);
    if (mode == QIcon::Disabled) {
        color = m_theme->mixed(m_token, Token::surface, 0.5);
    }
    const QString key =
        u"cairn/%1/%2/%3x%4"_s.arg(m_name, color.name()).arg(deviceSize.width()).arg(deviceSize.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    QFile file(u":/icons/%1.svg"_s.arg(m_name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
    pixmap = QPixmap(deviceSize);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    // The square of the drawing, in the middle of what is asked for.
    const qreal side = std::min(deviceSize.width(), deviceSize.height());
    renderer.render(&painter, QRectF((deviceSize.width() - side) / 2, (deviceSize.height() - side) / 2, side, side));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace cairn::ui
