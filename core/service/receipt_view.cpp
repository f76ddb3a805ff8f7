#include "core/service/receipt_view.h"

#include "core/events/event_codec.h"
#include "core/store/trusted_keys.h"

#include <algorithm>

namespace cairn::service {

std::optional<api::Receipt> receiptOf(
    Reading& reading, const state::Task& task, const std::vector<events::Event>& events, const events::KeyRing& keys) {
    if (!task.verified) {
        return std::nullopt;
    }
    api::Receipt receipt;
    receipt.platform = task.proof.platform;
    receipt.account = task.proof.account;
    if (task.proof.solvedAt > 0) {
        receipt.solvedAt = task.proof.solvedAt;
    }
    receipt.answer = task.proof.answer;
    receipt.imported = task.proof.imported;
    const events::EventRef ref{task.proof.device, task.proof.seq};
    const auto event = std::ranges::find(events, ref, &events::Event::ref);
    if (event == events.end() || !event->receipt) {
        // Shown as another computer folded it.
        receipt.trouble = "the receipt is not on this computer yet";
        return receipt;
    }
    receipt.seenAt = event->hlc.millis(); // which the signature covers
    receipt.key = event->receipt->key;
    receipt.signature = events::toHex(event->receipt->signature);
    receipt.server = store::serverOfKey(reading.database, receipt.key);
    receipt.text = events::encodeEvent(*event);
    if (const auto checked = events::verifyReceipt(*event, keys); !checked) {
        receipt.trouble = checked.error().message;
    }
    return receipt;
}

} // namespace cairn::service
