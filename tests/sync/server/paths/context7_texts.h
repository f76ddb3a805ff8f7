#pragma once

#include <string>

// What @upstash/context7-mcp 4.1.1 answers, word by word.
namespace cairn::test {

inline const std::string kLibraries = R"(Available Libraries:

- Title: cppreference
- Context7-compatible library ID: /websites/en_cppreference_w
- Description: Reference for the C++ language and standard library
- Code Snippets: 20114
- Source Reputation: High
- Benchmark Score: 82.4
----------
- Title: JSON for Modern C++
- Context7-compatible library ID: /nlohmann/json
- Description: A header-only JSON library for C++
- Code Snippets: 1893
- Source Reputation: High
- Benchmark Score: 88.1
- Versions: v3.11.3, v3.12.0)";

inline const std::string kNoLibraries = "No libraries found matching the provided name.";

inline const std::string kSections = R"(### Parse JSON text

Source: https://github.com/nlohmann/json/blob/develop/docs/mkdocs/docs/api/basic_json/parse.md

Deserialize a string into a JSON value.

```cpp
#include <nlohmann/json.hpp>
auto value = nlohmann::json::parse("[3]");
```

--------------------------------

### Serialize a value

Source: https://github.com/nlohmann/json/blob/develop/docs/mkdocs/docs/api/basic_json/dump.md

Write a JSON value as text with an indent of two.

```cpp
std::string text = value.dump(2);
```)";

// Its troubles, none of which is marked as one.
inline const char* const kTroubles[] = {
    "",
    "Rate limited or quota exceeded. Create a free API key at https://context7.com/dashboard for higher limits.",
    "The library you are trying to access does not exist. Please try with a different library ID.",
    "Invalid API key. Please check your API key. API keys should start with 'ctx7sk' prefix.",
    "Request failed with status 503. Please try again later.",
    "Error searching libraries: TypeError: fetch failed",
    "Error fetching library context. Please try again later. TypeError: fetch failed",
    "Error fetching library context. Please try again later. TimeoutError: The operation was aborted due to timeout",
    "Documentation not found or not finalized for this library. This might have happened because you used an invalid "
    "Context7-compatible library ID. To get a valid Context7-compatible library ID, use the 'resolve-library-id' with "
    "the package name you wish to retrieve documentation for.",
    "<html><body>502 Bad Gateway</body></html>",
    R"({"error":"library_not_found","message":"Library \"/a/b\" not found."})",
    "{}",
    "garbage",
};

} // namespace cairn::test
