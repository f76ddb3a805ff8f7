#include "sync/mcp/schema.h"

#include <boost/json.hpp>

#include <algorithm>
#include <exception>
#include <string_view>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

namespace cairn::mcp {

namespace {

// Looks through a schema as whoever checks a value by it does, from reference to reference.
class Expansion {
public:
    explicit Expansion(const boost::json::value& root)
        : m_root(root) {}

    // Whether that comes to an end, and soon.
    bool ends(const boost::json::value& part, int depth = 0) {
        if (++m_parts > kPartsMost || depth > kDepth) {
            return false;
        }
        if (const auto* items = part.if_array()) {
            return std::ranges::all_of(*items, [&](const auto& item) { return ends(item, depth + 1); });
        }
        const auto* members = part.if_object();
        if (members == nullptr) {
            return true;
        }
        const auto* reference = members->if_contains("$ref");
        if (reference != nullptr && reference->is_string() && !follow(reference->get_string(), depth)) {
            return false;
        }
        return std::ranges::all_of(*members, [&](const auto& member) { return ends(member.value(), depth + 1); });
    }

private:
    static constexpr int kPartsMost = 20'000;
    static constexpr int kDepth = 200;

    bool follow(std::string_view reference, int depth) {
        if (!reference.starts_with('#') || reference.find('%') != std::string_view::npos) {
            return false; // to another place, or by a name that is read in more than one way
        }
        boost::system::error_code trouble;
        const auto* target = m_root.find_pointer(reference.substr(1), trouble);
        if (target == nullptr || std::ranges::find(m_open, target) != m_open.end()) {
            return false;
        }
        m_open.push_back(target);
        const bool ended = ends(*target, depth + 1);
        m_open.pop_back();
        return ended;
    }

    const boost::json::value& m_root;
    std::vector<const boost::json::value*> m_open{}; // targets that are being looked at
    int m_parts = 0;
};

} // namespace

std::optional<std::string> violation(const boost::json::object& schema, const boost::json::value& value) {
    using valijson::adapters::BoostJsonAdapter;
    try {
        const boost::json::value described(schema);
        if (!Expansion(described).ends(described)) {
            return "the schema refers to itself, to another place, or to too much";
        }
        valijson::Schema parsed;
        valijson::SchemaParser parser;
        parser.populateSchema(BoostJsonAdapter(described), parsed);
        valijson::Validator validator;
        valijson::ValidationResults results;
        if (validator.validate(parsed, BoostJsonAdapter(value), &results)) {
            return std::nullopt;
        }
        valijson::ValidationResults::Error first;
        return results.popError(first) ? first.description : std::string("it is something else");
    } catch (const std::exception& trouble) {
        return std::string("the schema cannot be used: ") + trouble.what();
    }
}

} // namespace cairn::mcp
