#include "app/cli/table.h"

#include <algorithm>

namespace cairn::cli {

namespace {

// In characters. That of scripts whose letters are wider or stack is an estimate.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; }));
}

} // namespace

Table::Table(std::initializer_list<std::string> headings) {
    std::vector<std::string> names;
    for (const auto& heading : headings) {
        m_right.push_back(heading.starts_with('>'));
        names.push_back(m_right.back() ? heading.substr(1) : heading);
    }
    m_rows.push_back(std::move(names));
}

void Table::row(std::vector<std::string> cells) {
    for (auto& cell : cells) {
        cell = oneLine(cell);
    }
    cells.resize(m_right.size());
    m_rows.push_back(std::move(cells));
}

void Table::print(Output& output) const {
    std::vector<std::size_t> widths(m_right.size());
    for (const auto& row : m_rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            widths[column] = std::max(widths[column], width(row[column]));
        }
    }
    for (const auto& row : m_rows) {
        std::string line;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const std::string gap(widths[column] - width(row[column]), ' ');
            line += column == 0 ? "" : "  ";
            line += m_right[column] ? gap + row[column] : row[column] + gap;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        output.line(line);
    }
}

} // namespace cairn::cli
