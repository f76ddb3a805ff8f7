#pragma once

#include "core/api/profile.h"

#include <QCoreApplication>
#include <QDate>
#include <QString>

namespace cairn::ui {

// The words of the core's enums, errors and dates in the learner's language. Dates are on this computer's clock.
class Words {
    Q_DECLARE_TR_FUNCTIONS(cairn::ui::Words)

public:
    static QString of(api::TaskState state);        // "in progress"
    static QString of(api::TopicStanding standing); // "available"
    static QString of(events::TaskSource source);   // "Exercism"
    static QString of(events::TaskKind kind);       // "exercise of a topic"
    static QString of(events::TextKind kind);       // "Instructions"
    static QString of(events::TaskStatus status);   // as part of a sentence: "completed"

    static QString ofEvent(const std::string& type); // "Started"; the type itself when it is unknown

    // What a command was: "complete 3 tasks", "skip “Two Fer”". Empty for Command::none.
    static QString of(const api::UndoEntry& entry);

    // Why a task is the next step: a sentence of plain text.
    static QString of(const api::NextStep& step);

    static QString level(std::int64_t hundredths);     // 462: "4.62" by locale
    static QString levelMove(std::int64_t hundredths); // "+0.15", "−0.04", "±0.00"

    // "today", "tomorrow", "yesterday", "Sat" within a week, "12 Nov", "12 Nov 2024" in other years.
    static QString day(QDate day, QDate today = QDate::currentDate());
    static QString dayOf(base::Millis at, QDate today = QDate::currentDate());
    // The time on the day itself, else the day: for the right edge of a row.
    static QString moment(base::Millis at, QDate today = QDate::currentDate());
    static QString fullMoment(base::Millis at); // for tips: "Thursday, 19 November 2026 09:12"

    static QDate dateOf(base::Day day);
    static QDate dateOf(base::Millis at);
    static base::Day dayOf(QDate date);

    // An error for people: what happened, what it means for their data, what to do.
    struct Trouble {
        QString what;
        QString meaning;
        QString todo;
        QString details; // code, message and place, for copying
    };

    static Trouble of(const base::Error& error);
};

} // namespace cairn::ui
