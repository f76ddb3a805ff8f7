#pragma once

#include <QString>

namespace cairn::ui {

// How well a name answers the words that were typed: 0 not at all; higher is better. Every word has to be found, as the
// beginning of a word (best), inside of one, or as letters in their order ("mtbr" finds Matching Brackets).
int paletteScore(const QString& name, const QString& words);

} // namespace cairn::ui
