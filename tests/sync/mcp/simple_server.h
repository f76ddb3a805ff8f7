#pragma once

#include "sync/mcp/json.h"

#include <QByteArray>

namespace cairn::test {

// What a server of 2025-11-25 with one tool, "t", answers to a message; empty where that wants no answer.
inline QByteArray simpleAnswer(const QByteArray& message) {
    const auto asked = mcp::parseObject(message.toStdString()).value_or(boost::json::object());
    const auto* number = mcp::find(asked, "id");
    if (number == nullptr || !number->is_int64()) {
        return {};
    }
    const auto begin = R"({"jsonrpc":"2.0","id":)" + QByteArray::number(qint64(number->get_int64()));
    const auto method = mcp::text(asked, "method");
    if (method == "initialize") {
        return begin + R"(,"result":{"protocolVersion":"2025-11-25","capabilities":{},)" +
               R"("serverInfo":{"name":"s","version":"1"}}})";
    }
    if (method == "tools/list") {
        return begin + R"(,"result":{"tools":[{"name":"t","inputSchema":{"type":"object"}}]}})";
    }
    if (method == "tools/call") {
        return begin + R"(,"result":{"content":[{"type":"text","text":"done"}]}})";
    }
    return begin + R"(,"error":{"code":-32601,"message":"no"}})";
}

} // namespace cairn::test
