#include "core/base/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace cairn::base {

bool isValidText(std::string_view text) {
    std::size_t at = 0;
    // Most text is ASCII: eight bytes of it at a time, each from 1 to 127.
    for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if (((eight | (eight - 0x0101010101010101U)) & 0x8080808080808080U) != 0) {
            break;
        }
    }
    while (at < text.size()) {
        const auto lead = static_cast<unsigned char>(text[at]);
        if (lead < 0x80) {
            if (lead == 0) {
                return false;
            }
            ++at;
            continue;
        }
        const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || at + length > text.size()) {
            return false;
        }
        std::uint32_t point = lead & (0xffU >> (length + 1));
        for (std::size_t next = 1; next < length; ++next) {
            const auto byte = static_cast<unsigned char>(text[at + next]);
            if ((byte & 0xc0U) != 0x80U) {
                return false;
            }
            point = (point << 6U) | (byte & 0x3fU);
        }
        const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
        const bool surrogate = point >= 0xd800 && point <= 0xdfff;
        if (overlong || surrogate || point > 0x10ffff) {
            return false;
        }
        at += length;
    }
    return true;
}

std::string foldCase(std::string_view text) {
    std::string folded(text);
    std::ranges::transform(
        folded, folded.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return folded;
}

} // namespace cairn::base
