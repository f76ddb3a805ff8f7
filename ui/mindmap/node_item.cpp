#include "ui/mindmap/node_item.h"

#include "ui/mindmap/node_glyphs.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace cairn::ui {

namespace {

constexpr double kRadius = 8;
constexpr double kMargin = 12;
constexpr double kGlyph = 15;
constexpr double kGlyphGap = 7;
constexpr double kMark = 12; // note, flag
constexpr double kPillHeight = 16;
constexpr double kPillGap = 6;
constexpr int kMostLines = 2;

struct Face {
    Token ink;
    Token ground;
    Glyph glyph;
    bool dashed;
};

Face faceOf(api::TopicStanding standing) {
    switch (standing) {
    case api::TopicStanding::done:
        return {Token::done, Token::doneGround, Glyph::check, false};
    case api::TopicStanding::in_progress:
        return {Token::inProgress, Token::inProgressGround, Glyph::arc, false};
    case api::TopicStanding::available:
        return {Token::available, Token::availableGround, Glyph::ring, false};
    case api::TopicStanding::locked:
        return {Token::locked, Token::lockedGround, Glyph::lock, true};
    case api::TopicStanding::unscored:
        break;
    }
    return {Token::line, Token::ground, Glyph::none, false};
}

void paintGlyph(QPainter& painter, Glyph glyph, const QPointF& centre, double side, const QColor& ink) {
    painter.save();
    painter.translate(centre);
    painter.scale(side / kGlyphSide, side / kGlyphSide);
    painter.translate(-kGlyphSide / 2, -kGlyphSide / 2);
    painter.setPen(QPen(ink, kGlyphStroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathOf(glyph));
    painter.restore();
}

QString youWord() {
    return QCoreApplication::translate("cairn::ui::NodeItem", "you", "own position on the map; short");
}

QFont pillFont(const Theme& theme) {
    QFont font = NodeItem::titleFont(theme);
    font.setPixelSize(10);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

NodeItem::NodeItem(const Theme& theme, const api::MapNode& node, Qt::LayoutDirection direction)
    : m_theme(theme)
    , m_standing(node.topic.standing)
    , m_size(node.width, node.height)
    , m_direction(direction) {
    setNode(node);
}

QFont NodeItem::titleFont(const Theme& theme) {
    // Boxes have the size of a 100 % text; larger text makes the whole map larger (MapCanvas).
    QFont font = theme.font(Type::secondary);
    font.setPixelSize(12);
    font.setWeight(QFont::Medium);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

void NodeItem::setNode(const api::MapNode& node) {
    m_standing = node.topic.standing;
    m_unlocked = node.topic.unlocked;
    m_hasNote = node.hasNote;
    m_title = node.topic.title;
    breakTitle();
    update();
}

void NodeItem::setMarks(const NodeMarks& marks) {
    if (marks != m_marks) {
        m_marks = marks;
        setZValue(marks.current ? 3 : marks.you ? 2 : 1);
        update();
    }
}

bool NodeItem::isMarked() const {
    return m_hasNote || m_unlocked;
}

void NodeItem::breakTitle() {
    const double beforeTitle = m_standing == api::TopicStanding::unscored ? kMargin : kMargin + kGlyph + kGlyphGap - 2;
    const double room = m_size.width() - beforeTitle - 8 - (isMarked() ? kMark : 0);
    const QString title = QString::fromStdString(m_title);
    QTextLayout layout(title, titleFont(m_theme));
    m_lines.clear();
    layout.beginLayout();
    for (int i = 0; i < kMostLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(room);
        const QString text =
            i + 1 < kMostLines ? title.mid(line.textStart(), line.textLength()).trimmed() : title.mid(line.textStart());
        QStaticText& kept =
            m_lines.emplace_back(QFontMetricsF(titleFont(m_theme)).elidedText(text, Qt::ElideRight, room));
        kept.setTextFormat(Qt::PlainText);
        kept.setPerformanceHint(QStaticText::AggressiveCaching);
        kept.prepare({}, titleFont(m_theme));
    }
    layout.endLayout();
}

QRectF NodeItem::box() const {
    const double less = m_standing == api::TopicStanding::unscored ? 5 : 0;
    return {-m_size.width() / 2, -m_size.height() / 2 + less, m_size.width(), m_size.height() - 2 * less};
}

QRectF NodeItem::boundingRect() const {
    return QRectF(-m_size.width() / 2, -m_size.height() / 2, m_size.width(), m_size.height())
        .adjusted(-6, -6 - kPillHeight - kPillGap, 6, 6);
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/) {
    const double scale = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    painter->setOpacity(m_marks.dimmed ? 0.28 : 1);
    if (scale < kShapeScale) {
        paintFar(*painter, scale);
        return;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    paintBox(*painter);
    paintInside(*painter, scale >= kTextScale);
    if (m_marks.you) {
        painter->setOpacity(1);
        paintYou(*painter);
    }
}

// A spot in the ink of its state, that is large enough to be seen.
void NodeItem::paintFar(QPainter& painter, double scale) const {
    const Face face = faceOf(m_standing);
    const bool stands = m_marks.current || m_marks.you;
    QRectF spot = box();
    if (stands) {
        spot.adjust(-2 / scale, -2 / scale, 2 / scale, 2 / scale);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(spot, stands ? m_theme.color(Token::accent) : m_theme.mixed(face.ink, face.ground, 0.45));
}

void NodeItem::paintBox(QPainter& painter) const {
    const Face face = faceOf(m_standing);
    const QRectF edge = box().adjusted(0.5, 0.5, -0.5, -0.5);
    QPen pen(m_theme.color(face.ink), m_marks.hovered ? 1.6 : 1);
    if (m_marks.current) {
        pen = QPen(m_theme.color(Token::accent), 2.2);
    } else if (face.dashed || m_unlocked) {
        pen.setDashPattern({3, 2.4}); // locked, and what was locked and is open by choice
    } else {
        pen.setColor(m_theme.mixed(face.ink, face.ground, m_marks.hovered ? 1 : 0.8));
    }
    painter.setPen(pen);
    painter.setBrush(m_theme.color(face.ground));
    painter.drawRoundedRect(edge, kRadius, kRadius);
    if (m_marks.current && m_marks.keyboard) {
        painter.setPen(QPen(m_theme.mixed(Token::accent, Token::ground, 0.45), 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(edge.adjusted(-3.5, -3.5, 3.5, 3.5), kRadius + 3.5, kRadius + 3.5);
    }
}

void NodeItem::paintInside(QPainter& painter, bool words) const {
    const Face face = faceOf(m_standing);
    const bool mirrored = m_direction == Qt::RightToLeft;
    const double sign = mirrored ? -1 : 1;
    const double start = sign * box().left();
    const bool quiet = m_standing == api::TopicStanding::unscored || m_standing == api::TopicStanding::locked;
    const QColor ink = m_theme.color(face.glyph == Glyph::none ? Token::muted : face.ink);
    if (!words) {
        paintGlyph(painter, face.glyph, {0, 0}, kGlyph * 1.5, ink); // alone, and so larger
        return;
    }
    double x = start + sign * kMargin;
    if (face.glyph != Glyph::none) {
        paintGlyph(painter, face.glyph, {x - sign * 1 + sign * kGlyph / 2, 0}, kGlyph, ink);
        x += sign * (kGlyph + kGlyphGap - 2);
    }
    painter.setFont(titleFont(m_theme));
    painter.setPen(m_theme.color(quiet ? Token::muted : Token::text));
    const QFontMetricsF metrics(painter.font());
    const double lineHeight = std::ceil(metrics.ascent() + metrics.descent());
    double top = -lineHeight * static_cast<double>(m_lines.size()) / 2;
    for (const QStaticText& line : m_lines) {
        painter.drawStaticText(QPointF(mirrored ? x - line.size().width() : x, top), line);
        top += lineHeight;
    }
    if (isMarked()) {
        const QPointF end(-start - sign * (kMark / 2 + 6), m_unlocked && m_hasNote ? -kMark / 2 - 1 : 0);
        if (m_unlocked) {
            paintGlyph(painter, Glyph::flag, end, kMark, ink);
        }
        if (m_hasNote) {
            paintGlyph(painter, Glyph::note, {end.x(), m_unlocked ? -end.y() : 0}, kMark, m_theme.color(Token::muted));
        }
    }
}

void NodeItem::paintYou(QPainter& painter) const {
    painter.setFont(pillFont(m_theme));
    const QFontMetricsF metrics(painter.font());
    const QString word = youWord();
    const double width = std::max(40.0, metrics.horizontalAdvance(word) + 18);
    const QRectF pill(-width / 2, box().top() - kPillGap - kPillHeight, width, kPillHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::accent));
    painter.drawRoundedRect(pill, kPillHeight / 2, kPillHeight / 2);
    painter.setPen(m_theme.color(Token::onAccent));
    painter.drawText(pill, Qt::AlignCenter, word);
}

} // namespace cairn::ui
