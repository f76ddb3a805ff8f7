#pragma once

#include "app/cli/output.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace cairn::cli {

// Aligned columns, two spaces apart. A heading that begins with '>' belongs to a column of numbers, which stand at the
// right. Nothing is wrapped or cut: a terminal that is too narrow wraps by itself, and a pipe gets it all.
class Table {
public:
    explicit Table(std::initializer_list<std::string> headings);

    void row(std::vector<std::string> cells);

    bool empty() const { return m_rows.size() == 1; }

    void print(Output& output) const;

private:
    std::vector<bool> m_right;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace cairn::cli
