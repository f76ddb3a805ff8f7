#pragma once

#include "core/api/sync.h"
#include "ui/widgets/state_paint.h"
#include "ui/widgets/words.h"

#include <QString>

namespace cairn::ui {

// How it stands between this computer and a server, put into words in the same way wherever it is said. All of it is
// about a profile that has joined one.

// What a person wants to know first; `sending` and `fetching` are `live` with something left to do.
enum class SyncStanding { connecting, sending, fetching, inSync, locked, offline, signedOut, refused };

SyncStanding standingOf(const api::SyncState& state);

QString syncLine(const api::SyncState& state);     // for the status strip: "In sync · study.example.org"
QString syncSentence(const api::SyncState& state); // what it means, and what happens next
QString syncReason(const api::SyncState& state);   // what the trouble was; empty without one
ChipLook syncChip(const api::SyncState& state);    // "in sync"

// Whether this computer's clock is further from the server's than is worth a word; and by how much: "1 h fast".
bool clockIsWrong(const api::SyncState& state);
QString clockText(const api::SyncState& state);

// "study.example.org"; the whole address where it does not begin with https.
QString serverName(const std::string& address);

// What went wrong at a server. Its refusals are its own, not those of a path.
Words::Trouble serverTrouble(const base::Error& error);

// What servers want of a new password.
QString passwordRules();

} // namespace cairn::ui
