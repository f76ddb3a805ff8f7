#pragma once

#include <QPainterPath>

namespace cairn::ui {

// The shapes of resources/icons that stand on nodes, as paths in a square of 18: they stay sharp at every zoom, and
// thousands of them cost little.
enum class Glyph { none, check, arc, ring, lock, note, flag };

const QPainterPath& pathOf(Glyph glyph);

inline constexpr double kGlyphSide = 18;
inline constexpr double kGlyphStroke = 1.6;

} // namespace cairn::ui
