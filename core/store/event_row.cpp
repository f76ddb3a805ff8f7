#include "core/store/event_row.h"

#include "core/events/event_codec.h"
#include "core/store/database.h"

namespace cairn::store {

using soci::into;
using soci::use;

void EventRow::take(const events::Event& event) {
    device = event.ref.device;
    seq = event.ref.seq;
    hlc = static_cast<long long>(event.hlc.value);
    effective = static_cast<long long>(event.position().effective.value);
    serverEffective = static_cast<long long>(event.effective.value_or(base::Hlc{}).value);
    hasServerEffective = event.effective ? soci::i_ok : soci::i_null;
    cursor = event.cursor.value_or(0);
    hasCursor = event.cursor ? soci::i_ok : soci::i_null;
    stream = event.stream;
    subject = event.subject;
    type = event.type;
    version = event.version;
    payload = event.payload;
    link = events::toHex(event.link);
    receiptKey = event.receipt ? event.receipt->key : std::string();
    receiptSignature = event.receipt ? events::toHex(event.receipt->signature) : std::string();
    hasReceiptKey = hasReceiptSignature = event.receipt ? soci::i_ok : soci::i_null;
    unknown = event.unknown;
}

events::Event EventRow::give() const {
    events::Event event;
    event.ref = {device, seq};
    event.hlc = {static_cast<std::uint64_t>(hlc)};
    if (hasServerEffective == soci::i_ok) {
        event.effective = base::Hlc{static_cast<std::uint64_t>(serverEffective)};
    }
    if (hasCursor == soci::i_ok) {
        event.cursor = cursor;
    }
    event.stream = stream;
    event.subject = subject;
    event.type = type;
    event.version = version;
    event.payload = payload;
    if (!events::fromHex(link, event.link.data(), event.link.size())) {
        throw Abandon{{base::ErrorCode::Corrupt, "event " + device + "/" + std::to_string(seq) + " has no link"}};
    }
    if (hasReceiptKey == soci::i_ok) {
        event.receipt.emplace();
        event.receipt->key = receiptKey;
        auto& signature = event.receipt->signature;
        if (hasReceiptSignature != soci::i_ok ||
            !events::fromHex(receiptSignature, signature.data(), signature.size())) {
            signature = {}; // verifies as no key's
        }
    }
    event.unknown = unknown;
    return event;
}

void EventRow::bindUse(soci::statement& statement) {
    statement.exchange(use(device));
    statement.exchange(use(seq));
    statement.exchange(use(hlc));
    statement.exchange(use(effective));
    statement.exchange(use(serverEffective, hasServerEffective));
    statement.exchange(use(cursor, hasCursor));
    statement.exchange(use(stream));
    statement.exchange(use(subject));
    statement.exchange(use(type));
    statement.exchange(use(version));
    statement.exchange(use(payload));
    statement.exchange(use(link));
    statement.exchange(use(receiptKey, hasReceiptKey));
    statement.exchange(use(receiptSignature, hasReceiptSignature));
    statement.exchange(use(unknown));
}

void EventRow::bindInto(soci::statement& statement) {
    statement.exchange(into(device));
    statement.exchange(into(seq));
    statement.exchange(into(hlc));
    statement.exchange(into(effective));
    statement.exchange(into(serverEffective, hasServerEffective));
    statement.exchange(into(cursor, hasCursor));
    statement.exchange(into(stream));
    statement.exchange(into(subject));
    statement.exchange(into(type));
    statement.exchange(into(version));
    statement.exchange(into(payload));
    statement.exchange(into(link));
    statement.exchange(into(receiptKey, hasReceiptKey));
    statement.exchange(into(receiptSignature, hasReceiptSignature));
    statement.exchange(into(unknown));
}

} // namespace cairn::store
