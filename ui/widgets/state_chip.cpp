#include "ui/widgets/state_chip.h"

#include <QPainter>

#include <utility>

namespace cairn::ui {

namespace {

ChipLook withText(ChipLook look, const QString& text) {
    look.text = text;
    return look;
}

} // namespace

StateChip::StateChip(Theme& theme, ChipLook look, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setLook(std::move(look));
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

StateChip::StateChip(Theme& theme, const QString& text, api::TaskState kind, QWidget* parent)
    : StateChip(theme, withText(chipFor(kind), text), parent) {}

StateChip::StateChip(Theme& theme, const QString& text, api::TopicStanding kind, QWidget* parent)
    : StateChip(theme, withText(chipFor(kind), text), parent) {}

void StateChip::setLook(ChipLook look) {
    m_look = std::move(look);
    setAccessibleName(m_look.text);
    updateGeometry();
    update();
}

QSize StateChip::sizeHint() const {
    return chipSize(m_theme, m_look);
}

void StateChip::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paintChip(painter, m_theme, rect(), m_look, layoutDirection());
}

} // namespace cairn::ui
