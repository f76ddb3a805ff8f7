#include "ui/mindmap/map_scene.h"

#include "ui/mindmap/edge_layer.h"
#include "ui/mindmap/map_words.h"
#include "ui/mindmap/node_item.h"

#include <algorithm>
#include <utility>

namespace cairn::ui {

MapScene::MapScene(const Theme& theme, QObject* parent)
    : QGraphicsScene(parent)
    , m_theme(theme)
    , m_view(std::make_unique<api::MapView>())
    , m_graph(std::make_unique<MapGraph>(*m_view)) {
    connect(&theme, &Theme::changed, this, [this] { invalidate(); });
}

MapScene::~MapScene() = default;

bool MapScene::hasPlacesOf(const api::MapView& view) const {
    const auto samePlace = [](const api::MapNode& a, const api::MapNode& b) {
        return a.topic.id == b.topic.id && a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
    };
    const auto sameEdge = [](const api::MapEdge& a, const api::MapEdge& b) {
        return a.from == b.from && a.to == b.to && a.points == b.points;
    };
    return m_view->path == view.path && std::ranges::equal(m_view->nodes, view.nodes, samePlace) &&
           std::ranges::equal(m_view->edges, view.edges, sameEdge);
}

bool MapScene::showMap(api::MapView view, Qt::LayoutDirection direction) {
    const bool moved = direction != m_direction || !hasPlacesOf(view);
    const auto idOf = [this](std::optional<std::size_t> node) {
        return node ? m_view->nodes[*node].topic.id : std::string();
    };
    const std::string current = idOf(m_current);
    const std::string narrowed = idOf(m_narrowed);
    m_direction = direction;
    auto graph = std::exchange(m_graph, nullptr); // it looks into the view
    m_view = std::make_unique<api::MapView>(std::move(view));
    m_graph = std::make_unique<MapGraph>(*m_view);
    if (moved) {
        m_current = m_graph->indexOf(current);
        m_narrowed = m_graph->indexOf(narrowed);
        m_hovered.reset();
        m_hits.reset();
        rebuild();
    } else {
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            m_nodes[i]->setNode(m_view->nodes[i]);
        }
    }
    updateShown();
    if (moved && m_current && !m_shown[*m_current]) {
        m_current = m_narrowed;
    }
    updateMarks();
    updateWeights();
    Q_EMIT shownChanged();
    Q_EMIT currentChanged();
    return moved;
}

void MapScene::rebuild() {
    clear();
    m_nodes.clear();
    const bool mirrored = m_direction == Qt::RightToLeft;
    m_edges = new EdgeLayer(m_theme, *m_view, mirrored);
    addItem(m_edges);
    for (const api::MapNode& node : m_view->nodes) {
        auto* item = new NodeItem(m_theme, node, m_direction);
        item->setPos(mirrored ? m_view->width - node.x : node.x, node.y);
        item->setZValue(1);
        addItem(item);
        m_nodes.push_back(item);
    }
}

void MapScene::setCurrent(std::optional<std::size_t> node) {
    if (node && (*node >= m_nodes.size() || !m_shown[*node])) {
        node.reset();
    }
    if (node != m_current) {
        m_current = node;
        updateMarks();
        updateWeights();
        Q_EMIT currentChanged();
    }
}

void MapScene::narrowTo(std::optional<std::size_t> node) {
    if (node == m_narrowed || (node && *node >= m_nodes.size())) {
        return;
    }
    m_narrowed = node;
    updateShown();
    if (m_current && !m_shown[*m_current]) {
        m_current = m_narrowed;
    }
    updateMarks();
    updateWeights();
    Q_EMIT shownChanged();
    Q_EMIT currentChanged();
}

void MapScene::setHits(std::optional<std::vector<std::size_t>> hits) {
    if (hits) {
        m_hits.emplace(m_nodes.size());
        for (const std::size_t hit : *hits) {
            (*m_hits)[hit] = true;
        }
    } else {
        m_hits.reset();
    }
    updateMarks();
    updateWeights();
}

void MapScene::setHovered(std::optional<std::size_t> node) {
    if (node != m_hovered) {
        m_hovered = node;
        updateMarks();
    }
}

void MapScene::setKeyboardHere(bool here) {
    m_keyboardHere = here;
    updateMarks();
}

bool MapScene::isDimmed(std::size_t node) const {
    return m_hits && !(*m_hits)[node];
}

std::optional<std::size_t> MapScene::position() const {
    return m_graph->indexOf(m_view->position);
}

void MapScene::updateShown() {
    m_shown.assign(m_nodes.size(), true);
    if (m_narrowed) {
        m_shown = m_graph->ancestors(*m_narrowed);
        m_shown[*m_narrowed] = true;
    }
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        m_nodes[i]->setVisible(m_shown[i]);
    }
}

void MapScene::updateMarks() {
    const auto own = position();
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const bool current = m_current == i;
        m_nodes[i]->setMarks({current, current && m_keyboardHere, m_hovered == i, own == i, isDimmed(i)});
    }
}

void MapScene::updateWeights() {
    if (m_edges == nullptr) {
        return;
    }
    const std::size_t nodes = m_nodes.size();
    const auto before = m_current ? m_graph->ancestors(*m_current) : std::vector<bool>(nodes);
    const auto after = m_current ? m_graph->descendants(*m_current) : std::vector<bool>(nodes);
    std::vector<EdgeWeight> weights;
    for (const api::MapEdge& edge : m_view->edges) {
        if (!m_shown[edge.from] || !m_shown[edge.to]) {
            weights.push_back(EdgeWeight::hidden);
        } else if (m_current == edge.from || m_current == edge.to) {
            weights.push_back(EdgeWeight::touching);
        } else if ((before[edge.from] && before[edge.to]) || (after[edge.from] && after[edge.to])) {
            weights.push_back(EdgeWeight::way);
        } else {
            weights.push_back(m_hits ? EdgeWeight::faint : EdgeWeight::plain);
        }
    }
    m_edges->setWeights(std::move(weights));
}

std::optional<std::size_t> MapScene::nodeAt(const QPointF& point) const {
    // Boxes do not overlap, and what lies around one belongs to nobody.
    for (const QGraphicsItem* item : items(point)) {
        const auto found = std::ranges::find(m_nodes, item);
        if (found != m_nodes.end() && (*found)->box().translated((*found)->pos()).contains(point)) {
            return static_cast<std::size_t>(found - m_nodes.begin());
        }
    }
    return {};
}

QRectF MapScene::nodeRect(std::size_t node) const {
    return m_nodes[node]->box().translated(m_nodes[node]->pos());
}

QRectF MapScene::shownRect() const {
    QRectF around;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (m_shown[i]) {
            around |= m_nodes[i]->sceneBoundingRect();
        }
    }
    return around;
}

std::optional<std::size_t> MapScene::neighbour(Way way) const {
    if (!m_current) {
        return {};
    }
    if (m_direction == Qt::RightToLeft) {
        way = way == Way::left ? Way::right : way == Way::right ? Way::left : way;
    }
    return m_graph->neighbour(*m_current, way, m_shown);
}

QString MapScene::spoken(std::size_t node) const {
    return MapWords::spoken(m_view->nodes[node], position() == node);
}

} // namespace cairn::ui
