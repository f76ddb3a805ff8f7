#pragma once

#include "core/api/reviews.h"
#include "ui/widgets/state_paint.h"

#include <QDate>
#include <QString>

namespace cairn::ui {

// How reviews are put into words, the same way on every page.

QString gradeName(events::ReviewGrade grade);    // "Good"
QString gradeMeaning(events::ReviewGrade grade); // "Solved it, with some thought"

// How far off a day is: "today", "tomorrow", "in 5 days", "in 3 months".
QString awayText(QDate day, QDate today = QDate::currentDate());

// "due today", "3 days late", or when it is due: "in 5 days".
QString dueText(const api::ReviewRow& row);

// How likely it is remembered, in a word and per cent, so that colour never carries it alone: "rusty · 62 % recall".
ChipLook chipFor(const api::ReviewRow& row);

// "Python · Hashing", as far as known.
QString placeText(const api::ReviewRow& row);

// All of a row in one line, for those who hear it.
QString accessibleReviewText(const api::ReviewRow& row);

} // namespace cairn::ui
