#include "sync/server/mail/compose.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string_view>

namespace cairn::server {

namespace {

constexpr std::size_t kLongestLine = 76; // that is encoded

bool isPlain(char letter) {
    return letter > ' ' && letter < '\x7f';
}

// One line, of which nothing can become a field of its own.
bool isLine(std::string_view text) {
    return base::isValidText(text) && std::ranges::none_of(text, [](char letter) {
               return (static_cast<unsigned char>(letter) < ' ' && letter != '\t') || letter == '\x7f';
           });
}

std::string escaped(char letter) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(letter);
    return {'=', kDigits[byte >> 4U], kDigits[byte & 0xfU]};
}

bool continuesCharacter(char letter) {
    return (static_cast<unsigned char>(letter) & 0xc0U) == 0x80U;
}

// Encoded words (RFC 2047), each of whole characters; text that is short and ASCII stays as it is.
std::string encodeSubject(std::string_view text) {
    constexpr std::string_view kOpen = "=?UTF-8?Q?";
    constexpr std::string_view kClose = "?=";
    constexpr std::size_t kLongestCharacter = 12; // of 4 bytes
    constexpr std::size_t kLongestPlain = 60;
    if (text.size() <= kLongestPlain && text.find("=?") == std::string_view::npos && !text.starts_with(' ') &&
        std::ranges::all_of(text, [](char letter) { return isPlain(letter) || letter == ' '; })) {
        return std::string(text);
    }
    std::string encoded(kOpen);
    std::size_t length = std::string_view("Subject: ").size() + kOpen.size();
    for (const char letter : text) {
        if (length + kLongestCharacter + kClose.size() > kLongestLine && !continuesCharacter(letter)) {
            encoded.append(kClose).append("\r\n ").append(kOpen);
            length = 1 + kOpen.size();
        }
        const bool letterOrDigit =
            (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
        const auto word = letter == ' ' ? "_" : letterOrDigit ? std::string(1, letter) : escaped(letter);
        encoded += word;
        length += word.size();
    }
    return encoded.append(kClose);
}

// Quoted-printable (RFC 2045, 6.7); a line ends with LF or CRLF.
std::string encodeText(std::string_view text) {
    std::string encoded;
    std::size_t length = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char letter = text[at];
        const auto rest = text.substr(at + 1);
        const bool lineEnds = rest.empty() || rest.starts_with('\n') || rest.starts_with("\r\n");
        if (letter == '\n' || (letter == '\r' && rest.starts_with('\n'))) {
            at += letter == '\r' ? 1 : 0;
            encoded += "\r\n";
            length = 0;
            continue;
        }
        const bool asItIs = (isPlain(letter) && letter != '=') || ((letter == ' ' || letter == '\t') && !lineEnds);
        const auto word = asItIs ? std::string(1, letter) : escaped(letter);
        if (length + word.size() + (lineEnds ? 0 : 1) > kLongestLine) {
            encoded += "=\r\n";
            length = 0;
        }
        encoded += word;
        length += word.size();
    }
    return length == 0 ? encoded : encoded + "\r\n";
}

// "Tue, 1 Jul 2003 10:52:37 +0000", whatever the locale.
std::string formatDate(base::Millis at) {
    using namespace std::chrono;
    static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto instant = floor<seconds>(sys_time<milliseconds>(milliseconds(at)));
    const auto day = floor<days>(instant);
    const year_month_day date(day);
    const hh_mm_ss time(instant - day);
    std::array<char, 40> text{};
    std::snprintf(
        text.data(), text.size(), "%s, %u %s %04d %02d:%02d:%02d +0000", kDays.at(weekday(day).c_encoding()),
        static_cast<unsigned>(date.day()), kMonths.at(static_cast<unsigned>(date.month()) - 1),
        static_cast<int>(date.year()), static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()));
    return text.data();
}

} // namespace

bool isMailAddress(std::string_view text) {
    constexpr std::string_view kMeaning = " \t<>,;:\"()[]\\";
    const auto at = text.find('@');
    return isLine(text) && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos && text.find_first_of(kMeaning) == std::string_view::npos;
}

base::Expected<std::string> composeMessage(const Mail& mail, const Envelope& envelope) {
    using base::ErrorCode;
    if (!isMailAddress(mail.to)) {
        return base::fail(ErrorCode::InvalidInput, "the receiver has no address that mail could go to", "to");
    }
    if (!isMailAddress(envelope.from)) {
        return base::fail(ErrorCode::InvalidInput, "the sender has no address that mail could come from", "from");
    }
    if (!isLine(mail.subject)) {
        return base::fail(ErrorCode::InvalidInput, "the subject is no text of one line", "subject");
    }
    if (!base::isValidText(mail.text)) {
        return base::fail(ErrorCode::InvalidInput, "the text is no UTF-8", "text");
    }
    const auto host = envelope.from.substr(envelope.from.find('@') + 1);
    return "Date: " + formatDate(envelope.at) + "\r\nMessage-ID: <" + envelope.id + "@" + host +
           ">\r\nFrom: " + envelope.from + "\r\nTo: " + mail.to + "\r\nSubject: " + encodeSubject(mail.subject) +
           "\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: quoted-printable\r\n\r\n" +
           encodeText(mail.text);
}

} // namespace cairn::server
