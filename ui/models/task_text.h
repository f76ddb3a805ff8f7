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

// Its state, with what is known of its verification: "verifying, tried again at 14:05".
QString stateText(const api::TaskRow& row);

// What there is to know beside the state, or nothing: "tried again at 14:05", "solved before it was started".
QString stateNote(const api::TaskRow& row);

// All of a row in one line, for those who hear it.
QString accessibleTaskText(const api::TaskRow& row);

// "Bob, Clock and Zipper"; with more than `most` names "Bob, Clock and 3 more".
QString listText(const std::vector<std::string>& names, std::size_t most = 3);

// "3 tasks completed" or, for one, "Two Fer is completed".
QString doneText(api::TaskAction action, const api::Done& done, const QString& title);

} // namespace cairn::ui
