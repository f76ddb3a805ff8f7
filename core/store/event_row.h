#pragma once

#include "core/events/event.h"

#include <soci/soci.h>

#include <string>

namespace cairn::store {

// One event as the table holds it, bound once, in whichever direction.
struct EventRow {
    static constexpr const char* kColumns =
        "device, seq, hlc, effective, server_effective, cursor, stream, subject, type, version, payload, link, "
        "receipt_key, receipt_signature, unknown";

    std::string device;
    std::string stream;
    std::string subject;
    std::string type;
    std::string payload;
    std::string link;
    std::string receiptKey;
    std::string receiptSignature;
    std::string unknown;
    long long seq = 0;
    long long hlc = 0;
    long long effective = 0;
    long long serverEffective = 0;
    long long cursor = 0;
    int version = 1;
    soci::indicator hasServerEffective = soci::i_null;
    soci::indicator hasCursor = soci::i_null;
    soci::indicator hasReceiptKey = soci::i_null;
    soci::indicator hasReceiptSignature = soci::i_null;

    void take(const events::Event& event);
    events::Event give() const;

    // In the order of kColumns.
    void bindUse(soci::statement& statement);
    void bindInto(soci::statement& statement);
};

} // namespace cairn::store
