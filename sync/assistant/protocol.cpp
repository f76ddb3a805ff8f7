#include "sync/assistant/protocol.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace cairn::assistant {

namespace json = boost::json;

Said errorTo(const json::value& id, std::int64_t code, std::string_view message, const json::value& data) {
    json::object error{{"code", code}, {"message", message}};
    if (!data.is_null()) {
        error["data"] = data;
    }
    return {json::serialize(json::object{{"jsonrpc", "2.0"}, {"id", id}, {"error", std::move(error)}}), code, false};
}

Said resultTo(const json::value& id, json::object result) {
    return {json::serialize(json::object{{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}}), 0, false};
}

json::array versions() {
    json::array all{kModern};
    for (const auto* version : kLegacy) {
        all.emplace_back(version);
    }
    return all;
}

} // namespace cairn::assistant
