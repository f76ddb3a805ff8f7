#pragma once

#include "core/api/paths.h"

#include <QString>

#include <vector>

namespace cairn::ui {

// Which topics of a map a person means: those whose titles have all the words, whatever their case. Titles that begin
// with the first word come first, then those in which a word begins with it, each in the path's order.
std::vector<std::size_t> findTopics(const api::MapView& map, const QString& words);

} // namespace cairn::ui
