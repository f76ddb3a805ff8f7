#include "ui/shell/rail.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kWidth = 208;
constexpr int kIcon = 18;

} // namespace

RailEntry::RailEntry(Theme& theme, PlaceId place, const QString& icon, const QString& name, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_place(place)
    , m_icon(icon) {
    setText(name);
    setAccessibleName(name);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RailEntry::setCount(int count, const QString& meaning) {
    m_count = count;
    setAccessibleDescription(count > 0 ? meaning : QString());
    setToolTip(count > 0 ? meaning : QString());
    update();
}

QSize RailEntry::sizeHint() const {
    return {kWidth - 16, m_theme.scaled(36)};
}

void RailEntry::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(
            isChecked() ? m_theme.color(Token::accentGround) : m_theme.mixed(Token::sunken, Token::surface, 0.6));
        painter.drawRoundedRect(rect(), 8, 8);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(Token::accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 7, 7);
    }
    const Token ink = isChecked() ? Token::accent : Token::muted;
    const auto placed = [this](const QRect& place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    const auto aligned = [this](Qt::Alignment alignment) {
        return static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment | Qt::AlignVCenter));
    };
    const int side = m_theme.scaled(kIcon);
    m_theme.icon(m_icon, ink).paint(&painter, placed(QRect(12, (height() - side) / 2, side, side)));

    QFont font = m_theme.strong(Type::body);
    if (isChecked()) {
        font.setWeight(QFont::DemiBold);
    }
    painter.setFont(font);
    painter.setPen(m_theme.color(ink));
    const int start = 12 + side + 12;
    const QString number = m_count > 0 ? QLocale().toString(m_count) : QString();
    const int end = m_count > 0 ? 24 + painter.fontMetrics().horizontalAdvance(number) : 12;
    const QRect words(start, 0, width() - start - end, height());
    painter.drawText(
        placed(words), aligned(Qt::AlignLeft), painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    if (m_count > 0) {
        QFont small = m_theme.tabular(Type::secondary);
        small.setWeight(isChecked() ? QFont::DemiBold : QFont::Medium);
        painter.setFont(small);
        painter.drawText(placed(QRect(width() - end, 0, end - 12, height())), aligned(Qt::AlignRight), number);
    }
}

void RailEntry::keyPressEvent(QKeyEvent* event) {
    // Exclusive buttons of Qt press what an arrow leads to; here an arrow only moves, which is the rail's business.
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        event->ignore();
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

Rail::Rail(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this)) {
    setAccessibleName(tr("Places"));
    m_column->setContentsMargins(8, 11, 9, 11);
    m_column->setSpacing(2);
    m_column->addStretch();
    const auto resize = [this] {
        setFixedWidth(kWidth + (m_theme.textScale() - 100) * kWidth / 200);
        update();
    };
    connect(&theme, &Theme::changed, this, resize);
    resize();
}

RailEntry* Rail::add(PlaceId place, const QString& icon, const QString& name, bool last) {
    auto* entry = new RailEntry(m_theme, place, icon, name, this);
    last ? m_column->addWidget(entry) : m_column->insertWidget(m_column->count() - 1, entry);
    connect(entry, &QAbstractButton::clicked, this, [this, place] { Q_EMIT chosen(place); });
    m_entries.append(entry);
    return entry;
}

RailEntry* Rail::entry(PlaceId place) const {
    for (RailEntry* entry : m_entries) {
        if (entry->place() == place) {
            return entry;
        }
    }
    return nullptr;
}

void Rail::setCurrent(PlaceId place) {
    if (RailEntry* current = entry(place)) {
        current->setChecked(true);
    }
}

void Rail::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::surface));
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.fillRect(QRect(edge, 0, 1, height()), m_theme.color(Token::line));
}

void Rail::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const auto at = static_cast<int>(m_entries.indexOf(qobject_cast<RailEntry*>(focusWidget())));
    if (step != 0 && at >= 0 && at + step >= 0 && at + step < m_entries.size()) {
        m_entries.at(at + step)->setFocus(Qt::TabFocusReason);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && at >= 0) {
        m_entries.at(at)->click();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace cairn::ui
