#include "app/cli/bench.h"
#include "app/cli/platform.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "core/map/layered_layout.h"
#include "core/map/layout_text.h"

#include <boost/json/array.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>

namespace cairn::cli {

namespace {

constexpr double kMillis = 1000;
constexpr std::uint64_t kSeed = 20'261'121;

constexpr std::size_t kSpan = 3; // layers

// Layers about as wide as there are layers; 1.7 edges a node, four of five from the layer before and the others from
// the last few.
map::Graph layeredGraph(std::size_t nodes) {
    std::mt19937_64 random(kSeed + nodes);
    const auto width = std::max<std::size_t>(1, static_cast<std::size_t>(std::sqrt(static_cast<double>(nodes))));
    map::Graph graph;
    for (std::size_t node = 0; node < nodes; ++node) {
        graph.nodes.push_back({"n" + std::to_string(node), 150, 36, static_cast<int>(node)});
        const auto layerStart = node / width * width;
        if (layerStart == 0) {
            continue;
        }
        const std::size_t incoming = random() % 10 < 7 ? 2 : 1;
        for (std::size_t edge = 0; edge < incoming; ++edge) {
            const auto reach = std::min(layerStart, (random() % 5 == 0 ? kSpan : 1) * width);
            graph.edges.push_back({layerStart - reach + random() % reach, node});
        }
    }
    return graph;
}

void writeDot(const map::Graph& graph, const std::filesystem::path& file) {
    std::ofstream dot(file);
    dot << "digraph { rankdir=LR; node [shape=box fixedsize=true width=2.08 height=0.5];\n";
    for (const auto& node : graph.nodes) {
        dot << node.id << ";\n";
    }
    for (const auto& [from, to] : graph.edges) {
        dot << "n" << from << " -> n" << to << ";\n";
    }
    dot << "}\n";
}

// The program of the same name, where there is one.
std::optional<double> dotSeconds(const map::Graph& graph, const std::filesystem::path& folder) {
    const auto file = folder / "graph.dot";
    const auto result = folder / "graph.plain";
    writeDot(graph, file);
    const auto command = "dot -Gsplines=none -Tplain -o \"" + result.string() + "\" \"" + file.string() + "\"";
    int status = 0;
    const auto taken = seconds([&] { status = std::system(command.c_str()); });
    return status == 0 ? std::optional(taken) : std::nullopt;
}

bool hasDot() {
#ifdef _WIN32
    return std::system("where /q dot") == 0;
#else
    return std::system("command -v dot >/dev/null 2>&1") == 0;
#endif
}

map::Layout layOut(const map::Graph& graph) {
    auto layout = map::layOut(graph, {});
    if (!layout) {
        throw Failure{std::move(layout.error())};
    }
    return std::move(*layout);
}

// A map that was laid out before: its key is found, its text is read.
void answerFromText(const map::Graph& graph, const std::string& text) {
    const auto key = map::layoutKey(graph);
    const auto kept = map::decodeLayout(text);
    if (key.empty() || !kept || !map::fits(*kept, graph)) {
        throw Failure{{base::ErrorCode::Corrupt, "a layout does not survive being written down"}};
    }
}

} // namespace

void benchMindmap(Session& session, const Arguments& arguments) {
    const auto rounds = arguments.number("rounds", 1, 100).value_or(3);
    const bool compares = hasDot();
    const BenchFolder folder(benchPlace(arguments));
    boost::json::array sizes;
    Table table{">NODES", ">EDGES", ">MS", ">MS AGAIN", ">RATIO TO DOT", ">PEAK KIB"};
    for (const std::size_t nodes : {100, 1000, 5000}) {
        const auto graph = layeredGraph(nodes);
        std::vector<double> ours;
        std::vector<double> kept;
        std::vector<double> ratios;
        for (std::int64_t round = 0; round < rounds; ++round) {
            map::Layout layout;
            ours.push_back(seconds([&] { layout = layOut(graph); }));
            const auto text = map::encodeLayout(layout);
            kept.push_back(seconds([&] { answerFromText(graph, text); }));
            if (const auto dot = compares ? dotSeconds(graph, folder.path()) : std::nullopt) {
                ratios.push_back(ours.back() / *dot);
            }
        }
        const auto ratio = ratios.empty() ? 0 : rounded(median(ratios));
        sizes.push_back(boost::json::object{
            {"nodes", nodes},
            {"edges", graph.edges.size()},
            {"ms", rounded(median(ours) * kMillis)},
            {"msKept", rounded(median(kept) * kMillis)},
            {"ratio", ratios.empty() ? boost::json::value(nullptr) : boost::json::value(ratio)},
            {"peakKiB", peakMemory()},
        });
        table.row(
            {std::to_string(nodes), std::to_string(graph.edges.size()),
             std::to_string(std::llround(median(ours) * kMillis)), std::to_string(median(kept) * kMillis).substr(0, 5),
             ratios.empty() ? "no dot here" : std::to_string(ratio).substr(0, 4), std::to_string(peakMemory())});
    }
    if (session.output().json()) {
        session.output().value(boost::json::object{
            {"bench", "mindmap"},
            {"ratio", sizes.back().at("ratio")}, // of the largest
            {"rounds", rounds},
            {"sizes", std::move(sizes)}});
    } else {
        session.output().line("Laying out random layered graphs; median of " + std::to_string(rounds) + " rounds.");
        table.print(session.output());
    }
}

} // namespace cairn::cli
