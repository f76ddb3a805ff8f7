#include "core/base/text.h"
#include "core/events/described_json.h"
#include "core/exchange/exercism_content.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace {

using namespace cairn;

void demand(bool holds) {
    if (!holds) {
        std::abort();
    }
}

// The files of a concept and of an exercise that a track's folder is read for. An input has them one after the other,
// divided by NUL bytes.
constexpr std::array kFiles{
    "concepts/c/.meta/config.json", "concepts/c/links.json",           "exercises/practice/e/.meta/config.json",
    "concepts/c/about.md",          "exercises/practice/e/starter.py",
};

// Beside the program; all inputs share it, each writes every file of it.
std::filesystem::path g_folder;

void check(const base::Expected<exchange::ExercismContent>& read, const exchange::ExercismLimits& limits) {
    if (!read) {
        demand(!read.error().message.empty());
        demand(read.error().place.starts_with("concepts/c") || read.error().place.starts_with("exercises/practice/e"));
        return;
    }
    for (const auto& link : read->content.links) {
        demand(base::foldCase(link.url).starts_with("http"));
    }
    for (const auto& file : read->content.files) {
        demand(exchange::troubleWithFileName(file.name).empty());
    }
    demand(events::encodeDescribed(read->content).size() <= limits.contentBytes + 1'000);
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** arguments) {
    g_folder = std::string(**arguments) + ".files";
    for (const std::filesystem::path file : kFiles) {
        std::filesystem::create_directories(g_folder / file.parent_path());
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    for (const auto* file : kFiles) {
        const auto end = rest.find('\0');
        std::ofstream(g_folder / file, std::ios::binary | std::ios::trunc) << rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    const auto opened = exchange::FolderReader::open(g_folder);
    demand(opened.has_value());
    const exchange::ExercismLimits limits{.textBytes = 4'000, .contentBytes = 8'000};
    exchange::Warnings warnings;
    exchange::ExercismContentReader reader(*opened, limits, warnings);
    check(reader.readConcept("c"), limits);
    check(reader.readExercise(events::TaskKind::practice_exercise, "e"), limits);
    return 0;
}
