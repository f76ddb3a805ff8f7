#include "core/exchange/exercism_content.h"

#include "core/base/text.h"
#include "core/exchange/exercism_config.h"
#include "core/exchange/foreign_json.h"

#include <boost/json.hpp>

#include <set>
#include <string_view>
#include <utility>

namespace cairn::exchange {

namespace json = boost::json;
using base::ErrorCode;
using base::Expected;
using events::FileRole;
using events::TextKind;

namespace {

constexpr std::size_t kBlurbBytes = 4'000;
constexpr std::size_t kAddressBytes = 2'000;
constexpr std::size_t kDescriptionBytes = 1'000;
constexpr std::size_t kFileNameBytes = 200;
constexpr std::size_t kOverhead = 64; // of one entry of a content set, besides its texts

bool isWebAddress(std::string_view url) {
    const auto start = base::foldCase(url.substr(0, 8));
    return start.starts_with("https://") || start.starts_with("http://");
}

bool isBlank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::size_t sizeOf(const ExercismContent& content) {
    std::size_t size = kOverhead;
    for (const auto& text : content.content.texts) {
        size += sizeAsJson(text.markdown) + kOverhead;
    }
    for (const auto& file : content.content.files) {
        size += sizeAsJson(file.name) + sizeAsJson(file.text) + kOverhead;
    }
    for (const auto& link : content.content.links) {
        size += sizeAsJson(link.url) + sizeAsJson(link.description) + kOverhead;
    }
    return size;
}

} // namespace

Expected<ExercismContent> ExercismContentReader::readConcept(const std::string& slug) {
    const auto folder = "concepts/" + slug;
    ExercismContent read;
    if (auto done = addText(read, TextKind::introduction, folder + "/introduction"); !done) {
        return std::unexpected(done.error());
    }
    if (auto done = addText(read, TextKind::about, folder + "/about"); !done) {
        return std::unexpected(done.error());
    }
    if (auto done = addLinks(read, folder + "/links.json"); !done) {
        return std::unexpected(done.error());
    }
    if (auto meta = readMeta(read, folder); !meta) {
        return std::unexpected(meta.error());
    }
    return closed(std::move(read), folder);
}

Expected<ExercismContent> ExercismContentReader::readExercise(events::TaskKind kind, const std::string& slug) {
    const auto folder = std::string("exercises/") + listOf(kind) + "/" + slug;
    ExercismContent read;
    for (const auto& [text, name] :
         {std::pair(TextKind::introduction, "/.docs/introduction"),
          std::pair(TextKind::instructions, "/.docs/instructions"), std::pair(TextKind::hints, "/.docs/hints")}) {
        if (auto done = addText(read, text, folder + name); !done) {
            return std::unexpected(done.error());
        }
    }
    const auto files = readMeta(read, folder);
    if (!files) {
        return std::unexpected(files.error());
    }
    if (auto done = addFiles(read, folder, *files); !done) {
        return std::unexpected(done.error());
    }
    return closed(std::move(read), folder);
}

Expected<std::optional<std::string>> ExercismContentReader::readText(const std::string& file) {
    const auto read = m_folder.read(file, m_limits.textBytes);
    if (!read) {
        return std::unexpected(read.error());
    }
    const std::optional<std::string>& bytes = *read;
    if (!bytes) {
        return std::nullopt;
    }
    auto text = decodeText(*bytes, file);
    if (!text) {
        return std::unexpected(text.error());
    }
    return std::move(*text);
}

Expected<std::optional<json::value>> ExercismContentReader::readJson(const std::string& file) {
    const auto read = readText(file);
    if (!read) {
        return std::unexpected(read.error());
    }
    const std::optional<std::string>& text = *read;
    if (!text) {
        return std::nullopt;
    }
    auto json = parseForeignJson(*text, file, m_limits.depth);
    if (!json) {
        return std::unexpected(json.error());
    }
    return std::move(*json);
}

// `file` has no suffix: what the track adds to a text that it shares with others stands in "….append.md".
Expected<void> ExercismContentReader::addText(ExercismContent& into, TextKind kind, const std::string& file) {
    std::string markdown;
    for (const auto* suffix : {".md", ".append.md"}) {
        const auto read = readText(file + suffix);
        if (!read) {
            return std::unexpected(read.error());
        }
        const std::optional<std::string>& part = *read;
        if (!part || isBlank(*part)) {
            continue;
        }
        if (!markdown.empty()) {
            markdown.erase(markdown.find_last_not_of('\n') + 1);
            markdown += "\n\n";
        }
        markdown += *part;
    }
    if (!markdown.empty()) {
        into.content.texts.push_back({kind, std::move(markdown)});
    }
    return {};
}

Expected<void> ExercismContentReader::addLinks(ExercismContent& into, const std::string& file) {
    const auto read = readJson(file);
    if (!read) {
        return std::unexpected(read.error());
    }
    const std::optional<json::value>& json = *read;
    if (!json) {
        return {};
    }
    const auto* list = json->if_array();
    if (list == nullptr) {
        return base::fail(ErrorCode::InvalidInput, "is not a list", file);
    }
    if (list->size() > m_limits.references) {
        return base::fail(
            ErrorCode::LimitExceeded, "has more than " + std::to_string(m_limits.references) + " links", file);
    }
    std::optional<base::Error> trouble;
    for (std::size_t at = 0; at < list->size() && !trouble; ++at) {
        ObjectReader entry((*list)[at], file + ":/" + std::to_string(at), trouble);
        events::Link link{entry.line("url", kAddressBytes), entry.paragraph("description", kDescriptionBytes)};
        if (trouble) {
            break;
        }
        if (!isWebAddress(link.url)) {
            m_warnings.add("passed over a link that is no web address, at " + entry.place());
            continue;
        }
        into.content.links.push_back(std::move(link));
    }
    if (trouble) {
        return std::unexpected(std::move(*trouble));
    }
    return {};
}

Expected<std::vector<ExercismContentReader::NamedFile>>
ExercismContentReader::readMeta(ExercismContent& into, const std::string& folder) {
    const auto file = folder + "/.meta/config.json";
    const auto read = readJson(file);
    if (!read) {
        return std::unexpected(read.error());
    }
    const std::optional<json::value>& json = *read;
    std::vector<NamedFile> named;
    if (!json) {
        return named;
    }
    std::optional<base::Error> trouble;
    ObjectReader meta(*json, file + ":", trouble);
    into.summary = meta.paragraph("blurb", kBlurbBytes);
    if (const auto* files = meta.object("files")) {
        ObjectReader lists(*files, meta.placeOf("files"), trouble);
        for (const auto& [list, role] :
             {std::pair("solution", FileRole::starting), std::pair("test", FileRole::test),
              std::pair("editor", FileRole::other)}) {
            const auto names = lists.lines(list, m_limits.references, kFileNameBytes);
            for (std::size_t at = 0; at < names.size(); ++at) {
                named.push_back({names[at], role, lists.placeOf(list) + "/" + std::to_string(at)});
            }
        }
    }
    if (trouble) {
        return std::unexpected(std::move(*trouble));
    }
    return named;
}

Expected<void>
ExercismContentReader::addFiles(ExercismContent& into, const std::string& folder, const std::vector<NamedFile>& files) {
    // Names that differ in case only are one file on many computers.
    std::set<std::string> known;
    for (const auto& [name, role, place] : files) {
        if (const auto trouble = troubleWithFileName(name); !trouble.empty()) {
            return base::fail(ErrorCode::InvalidInput, "the file name " + inQuotes(name) + " " + trouble, place);
        }
        const auto folded = base::foldCase(name);
        if (folded.starts_with(".meta/")) {
            m_warnings.add("passed over " + place + ": .meta holds solutions");
            continue;
        }
        if (!known.insert(folded).second) {
            m_warnings.add("passed over " + place + ": " + inQuotes(name) + " is named twice");
            continue;
        }
        auto read = readText(std::string(folder).append("/").append(name));
        if (!read) {
            return std::unexpected(read.error());
        }
        if (std::optional<std::string>& text = *read) {
            into.content.files.push_back({name, role, std::move(*text)});
        }
        if (sizeOf(into) > m_limits.contentBytes) {
            break; // closed() refuses it; there is no need to read the rest
        }
    }
    return {};
}

Expected<ExercismContent> ExercismContentReader::closed(ExercismContent content, const std::string& folder) {
    const auto size = sizeOf(content);
    if (size > m_limits.contentBytes) {
        return base::fail(
            ErrorCode::LimitExceeded,
            "its texts and files take more than " + std::to_string(m_limits.contentBytes) + " bytes together", folder);
    }
    m_trackBytes += size;
    if (m_trackBytes > m_limits.trackBytes) {
        return base::fail(
            ErrorCode::LimitExceeded,
            "the texts and files of the track take more than " + std::to_string(m_limits.trackBytes) +
                " bytes together",
            folder);
    }
    return content;
}

} // namespace cairn::exchange
