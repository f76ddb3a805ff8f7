#include "core/base/text.h"
#include "core/plan/documentation.h"
#include "sync/server/paths/context7_answers.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Whatever Context7 answers: what is read of it is whole, and is text; a library goes by its title and by its id.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn;
    using namespace cairn::server;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto demand = [](bool held) {
        if (!held) {
            std::abort();
        }
    };
    if (const auto libraries = readLibraries(text)) {
        for (const auto& library : *libraries) {
            demand(library.id.starts_with('/') && base::isValidText(library.id) && !library.title.empty());
            demand(base::isValidText(library.title) && base::isValidText(library.description));
            const auto* found = libraryOf(library.title, *libraries);
            demand(found != nullptr && base::foldCase(found->title) == base::foldCase(library.title));
            demand(libraryOf(library.id.substr(library.id.rfind('/') + 1), *libraries) != nullptr);
        }
        demand(libraryOf("", *libraries) == nullptr);
    } else {
        demand(!libraries.error().message.empty() && base::isValidText(libraries.error().message));
    }
    if (const auto sections = readSections(text)) {
        demand(!sections->empty());
        for (const auto& section : *sections) {
            demand(section.source.starts_with("http") && base::isValidText(section.source));
            demand(section.text.contains('\n') && base::isValidText(section.text));
        }
    } else {
        demand(!sections.error().message.empty() && base::isValidText(sections.error().message));
    }
    demand(base::isValidText(quotedLine(text)) && !quotedLine(text).contains('\n'));
    return 0;
}
