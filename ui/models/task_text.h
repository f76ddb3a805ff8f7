#pragma once

#include "core/api/tasks.h"

#include <QDate>
#include <QString>

#include <string>
#include <vector>

namespace cairn::ui {

// How tasks, days and answers to commands are put into words, the same way on every page.

// "Today · Thursday, 19 November"; "Saturday, 21 November".
QString sectionDayText(QDate day, QDate today);

// Its state, with what is known of its verification: "verifying, tried again at 14:05". `connected`: to a server, which
// alone can look for a proof.
QString stateText(const api::TaskRow& row, bool connected);

// What there is to know beside the state, or nothing: "tried again at 14:05", "waits for a connection", "not proven:
// solved before it was started".
QString stateNote(const api::TaskRow& row, bool connected);

// All of a row in one line, for those who hear it.
QString accessibleTaskText(const api::TaskRow& row, bool connected);

// "Bob, Clock and Zipper"; with more than `most` names "Bob, Clock and 3 more".
QString listText(const std::vector<std::string>& names, std::size_t most = 3);

// "3 tasks completed" or, for one, "Two Fer is completed".
QString doneText(api::TaskAction action, const api::Done& done, const QString& title);

} // namespace cairn::ui
