#include "ui/models/local_days.h"

#include <QDateTime>

namespace cairn::ui {

namespace {

constexpr qint64 kDay = 24LL * 60 * 60 * 1000;

QDate dayOf(qint64 at) {
    return QDateTime::fromMSecsSinceEpoch(at).date();
}

} // namespace

QDate LocalDays::of(qint64 at) {
    const qint64 number = at >= 0 ? at / kDay : (at + 1) / kDay - 1;
    const auto [place, isNew] = m_days.try_emplace(number);
    UtcDay& day = place->second;
    if (isNew) {
        day.first = dayOf(number * kDay);
        day.last = dayOf((number + 1) * kDay - 1);
        day.turnsAt = day.last.startOfDay().toMSecsSinceEpoch();
    }
    if (day.first.daysTo(day.last) > 1) {
        return dayOf(at); // a day that was cut short or left out
    }
    return at < day.turnsAt ? day.first : day.last;
}

} // namespace cairn::ui
