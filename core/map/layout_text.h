#pragma once

#include "core/base/error.h"
#include "core/map/layered_layout.h"

#include <string>
#include <string_view>

namespace cairn::map {

// Under which a layout is kept: 32 hexadecimal digits that depend on everything that layOut looks at (ids, sizes,
// order, edges) and on its version, and on nothing else. FNV-1a with 128 bits: two graphs of one learner do not meet by
// chance; it is no protection against someone who wants them to, and a layout that does not fit its graph is refused by
// `fits`.
std::string layoutKey(const Graph& graph);

// FNV-1a, 128 bits, of bytes, as 32 hexadecimal digits (RFC draft-eastlake-fnv).
std::string fnv128(std::string_view bytes);

// The text of a layout: decimal integers with one space between, in tenths of a point.
//
//   1                      version of this format
//   2 1                    boxes, splines
//   2600 400               width, height
//   500 200 2100 200       x y of each box
//   4 1000 200 1300 200 1300 200 1600 200
//                          of each spline: how many points, and x y of each
//
// The line breaks stand here for reading; there are none in the text.
std::string encodeLayout(const Layout& layout);

// Errors: Corrupt for what encodeLayout would not have written.
base::Expected<Layout> decodeLayout(std::string_view text);

// Whether a layout that was kept can be drawn for a graph: as many boxes and splines.
bool fits(const Layout& layout, const Graph& graph);

} // namespace cairn::map
