#pragma once

#include "core/api/paths.h"
#include "ui/theme/theme.h"

#include <QGraphicsItem>
#include <QStaticText>
#include <QString>

#include <vector>

namespace cairn::ui {

// What a node shows beside its topic.
struct NodeMarks {
    bool current = false;  // chosen
    bool keyboard = false; // and the keyboard is here
    bool hovered = false;
    bool you = false;    // the learner's own position
    bool dimmed = false; // not what is searched for

    bool operator==(const NodeMarks&) const = default;
};

// A topic on the map: colour, glyph and edge by where it stands, so that no two states differ in colour alone. The
// farther away the map is, the less of it is painted (kTextScale, kShapeScale).
class NodeItem : public QGraphicsItem {
public:
    // Below these scales: no words; no rounding, glyphs and smooth edges.
    static constexpr double kTextScale = 0.46;
    static constexpr double kShapeScale = 0.3;

    NodeItem(const Theme& theme, const api::MapNode& node, Qt::LayoutDirection direction);

    // Takes over what has changed about the topic; place and size stay.
    void setNode(const api::MapNode& node);
    void setMarks(const NodeMarks& marks);

    const NodeMarks& marks() const { return m_marks; }

    QRectF box() const; // without what stands around it, in its own coordinates

    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

    static QFont titleFont(const Theme& theme);

private:
    void breakTitle();
    void paintFar(QPainter& painter, double scale) const;
    void paintBox(QPainter& painter) const;
    void paintInside(QPainter& painter, bool words) const;
    void paintYou(QPainter& painter) const;
    bool isMarked() const;

    const Theme& m_theme;
    api::TopicStanding m_standing;
    std::string m_title;
    bool m_unlocked = false;
    bool m_hasNote = false;
    QSizeF m_size;
    Qt::LayoutDirection m_direction;
    std::vector<QStaticText> m_lines; // of the title, as they fit
    NodeMarks m_marks;
};

} // namespace cairn::ui
