#pragma once

#include <string>
#include <string_view>

namespace cairn::base {

// Whether `text` is well-formed UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF) and has no NUL.
bool isValidText(std::string_view text);

// The form in which text is searched: ASCII letters in lower case, everything else as it is. The same on every
// machine, because no locale has a say.
std::string foldCase(std::string_view text);

// "a" / "a and b" / "a, b and c", for messages.
template<class Range> std::string joinNames(const Range& names) {
    std::string joined;
    std::size_t left = std::size(names);
    for (const auto& name : names) {
        joined += name;
        --left;
        joined += left == 0 ? "" : left == 1 ? " and " : ", ";
    }
    return joined;
}

} // namespace cairn::base
