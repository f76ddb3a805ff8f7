#include "core/map/dot.h"

#include "core/base/address_sanitizer.h"

#include <graphviz/gvc.h>

#include <charconv>
#include <clocale>
#include <memory>
#include <mutex>

#ifdef CAIRN_ADDRESS_SANITIZER
#include <sanitizer/lsan_interface.h>
#endif

namespace cairn::map {
namespace {

using base::ErrorCode;
using base::Expected;
using base::fail;

constexpr double kPointsPerInch = 72;

// Graphviz keeps state in globals.
std::mutex& graphviz() {
    static std::mutex mutex;
    return mutex;
}

// Graphviz reads numbers by the locale of the thread, whatever the program has made of it.
class PlainNumbers {
public:
#ifndef _WIN32 // where Graphviz' own switching has to do
    PlainNumbers()
        : m_plain(newlocale(LC_ALL_MASK, "C", nullptr))
        , m_before(uselocale(m_plain)) {}

    ~PlainNumbers() {
        uselocale(m_before);
        freelocale(m_plain);
    }

    PlainNumbers(const PlainNumbers&) = delete;
    PlainNumbers& operator=(const PlainNumbers&) = delete;

private:
    locale_t m_plain;
    locale_t m_before;
#endif
};

// Graphviz takes text that it does not change by pointers to what could be changed.
char* text(const char* unchanged) {
    return const_cast<char*>(unchanged);
}

std::string inches(double points) {
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, points / kPointsPerInch);
    return {digits, end};
}

struct CloseGraph {
    void operator()(Agraph_t* graph) const { agclose(graph); }
};

struct FreeContext {
    void operator()(GVC_t* context) const { gvFreeContext(context); }
};

void setDefaults(Agraph_t* graph, const DotGaps& gaps, const DotEffort& effort) {
    const auto set = [graph](int kind, const char* name, const std::string& value) {
        agattr(graph, kind, text(name), text(value.c_str()));
    };
    set(AGRAPH, "rankdir", "LR");
    set(AGRAPH, "splines", "true");
    set(AGRAPH, "ranksep", inches(gaps.columns));
    set(AGRAPH, "nodesep", inches(gaps.rows));
    if (!effort.simplex.empty()) {
        set(AGRAPH, "nslimit", effort.simplex);
        set(AGRAPH, "nslimit1", effort.simplex);
    }
    if (!effort.crossing.empty()) {
        set(AGRAPH, "mclimit", effort.crossing);
    }
    set(AGNODE, "shape", "box");
    set(AGNODE, "fixedsize", "true");
    set(AGNODE, "label", ""); // no text, so that no fonts are looked for
    set(AGNODE, "width", "1");
    set(AGNODE, "height", "1");
    set(AGEDGE, "dir", "none");
    set(AGEDGE, "tailport", "e");
    set(AGEDGE, "headport", "w");
}

Spline splineOf(Agedge_t* edge, double height) {
    Spline spline;
    const splines* lines = ED_spl(edge);
    if (lines == nullptr) {
        return spline;
    }
    for (int line = 0; line < lines->size; ++line) {
        const bezier& curve = lines->list[line];
        // Where a line comes in pieces, they end where the next begins.
        for (int i = spline.empty() ? 0 : 1; i < curve.size; ++i) {
            spline.push_back({curve.list[i].x, height - curve.list[i].y});
        }
    }
    if (spline.size() < 4 || spline.size() % 3 != 1) {
        spline.clear();
    }
    return spline;
}

} // namespace

Expected<Layout>
runDot(const DotGraph& input, const DotGaps& gaps, const DotEffort& effort, const base::Progress& progress) {
    const std::lock_guard lock(graphviz());
    if (progress.stopped()) {
        return fail(ErrorCode::Cancelled, "The map was not laid out.");
    }
#ifdef CAIRN_ADDRESS_SANITIZER
    const __lsan::ScopedDisabler graphvizKeepsABufferOrTwo;
#endif
    const PlainNumbers numbers;
    const agerrlevel_t before = agseterr(AGMAX); // it would speak on stderr
    const std::unique_ptr<GVC_t, FreeContext> context(gvContext());
    const std::unique_ptr<Agraph_t, CloseGraph> graph(agopen(text("map"), Agstrictdirected, nullptr));
    setDefaults(graph.get(), gaps, effort);

    std::vector<Agnode_t*> nodes(input.nodes->size());
    for (const std::size_t i : input.chosen) {
        const Node& node = (*input.nodes)[i];
        nodes[i] = agnode(graph.get(), text(std::to_string(i).c_str()), 1);
        agset(nodes[i], text("width"), text(inches(node.width).c_str()));
        agset(nodes[i], text("height"), text(inches(node.height).c_str()));
    }
    std::vector<Agedge_t*> edges;
    edges.reserve(input.edges.size());
    for (const auto& [from, to] : input.edges) {
        edges.push_back(agedge(graph.get(), nodes[from], nodes[to], nullptr, 1));
    }

    progress({"map", 0, 1});
    const int failed = gvLayout(context.get(), graph.get(), "dot");
    agseterr(before);
    if (failed != 0) {
        return fail(ErrorCode::Unsupported, "Graphviz cannot lay out this map; is its plugin for dot installed?");
    }
    Layout layout;
    layout.width = GD_bb(graph.get()).UR.x;
    layout.height = GD_bb(graph.get()).UR.y;
    for (const std::size_t i : input.chosen) {
        layout.boxes.push_back({ND_coord(nodes[i]).x, layout.height - ND_coord(nodes[i]).y});
    }
    for (Agedge_t* edge : edges) {
        layout.splines.push_back(splineOf(edge, layout.height));
    }
    gvFreeLayout(context.get(), graph.get());
    if (progress.stopped()) {
        return fail(ErrorCode::Cancelled, "The map was not laid out.");
    }
    progress({"map", 1, 1});
    return layout;
}

} // namespace cairn::map
