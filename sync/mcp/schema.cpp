#include "sync/mcp/schema.h"

#include <boost/json.hpp>

#include <exception>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace cairn::mcp {

std::optional<std::string> violation(const boost::json::object& schema, const boost::json::value& value) {
    using valijson::adapters::BoostJsonAdapter;
    try {
        const boost::json::value described(schema);
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
