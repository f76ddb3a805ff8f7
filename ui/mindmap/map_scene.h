#pragma once

#include "core/api/paths.h"
#include "ui/mindmap/map_graph.h"
#include "ui/theme/theme.h"

#include <QGraphicsScene>

#include <memory>
#include <optional>
#include <vector>

namespace cairn::ui {

class EdgeLayer;
class NodeItem;

// A map as a picture. It observes one value (api::MapView) and keeps what the person looks at: the chosen node, the
// topic whose ancestry is all that is shown, and what is searched for. Nodes are indices into the value's nodes.
// Coordinates are the value's, mirrored in right-to-left languages.
class MapScene : public QGraphicsScene {
    Q_OBJECT

public:
    explicit MapScene(const Theme& theme, QObject* parent = nullptr);
    ~MapScene() override;

    // Shows a map. When only what is known about its topics has changed, nodes are brought up to date in their places
    // and false is returned; the chosen node and the narrowing stay wherever their topics are still there.
    bool showMap(api::MapView view, Qt::LayoutDirection direction);

    const api::MapView& map() const { return *m_view; }

    const MapGraph& graph() const { return *m_graph; }

    Qt::LayoutDirection direction() const { return m_direction; }

    std::optional<std::size_t> current() const { return m_current; }

    void setCurrent(std::optional<std::size_t> node);

    // Leaves only a topic and its ancestry, or shows all again.
    void narrowTo(std::optional<std::size_t> node);

    std::optional<std::size_t> narrowedTo() const { return m_narrowed; }

    // Dims all but these. Nothing: no search.
    void setHits(std::optional<std::vector<std::size_t>> hits);

    void setHovered(std::optional<std::size_t> node);
    void setKeyboardHere(bool here);

    bool isShown(std::size_t node) const { return m_shown[node]; }

    bool isDimmed(std::size_t node) const;
    std::optional<std::size_t> position() const; // the learner's own
    std::optional<std::size_t> nodeAt(const QPointF& point) const;
    QRectF nodeRect(std::size_t node) const;
    QRectF shownRect() const; // around all nodes that are shown

    // Where an arrow key leads; `way` as it is seen.
    std::optional<std::size_t> neighbour(Way way) const;

    // All about a node in words: title, state, what is missing, marks.
    QString spoken(std::size_t node) const;

Q_SIGNALS:
    void currentChanged();
    void shownChanged(); // other nodes, or other states

private:
    bool hasPlacesOf(const api::MapView& view) const;
    void rebuild();
    void updateMarks();
    void updateWeights();
    void updateShown();

    const Theme& m_theme;
    std::unique_ptr<const api::MapView> m_view;
    std::unique_ptr<const MapGraph> m_graph;
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
    std::vector<NodeItem*> m_nodes; // the scene owns its items
    EdgeLayer* m_edges = nullptr;
    std::vector<bool> m_shown;
    std::optional<std::vector<bool>> m_hits;
    std::optional<std::size_t> m_current;
    std::optional<std::size_t> m_narrowed;
    std::optional<std::size_t> m_hovered;
    bool m_keyboardHere = false;
};

} // namespace cairn::ui
