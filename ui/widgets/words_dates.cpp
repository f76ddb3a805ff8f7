#include "ui/widgets/words.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

// The locale's own short date would be figures; what people say is a day and a month, in their order.
QString dayAndMonth(QDate day, bool withYear) {
    const QLocale locale;
    const QString figures = locale.dateFormat(QLocale::ShortFormat);
    const bool monthFirst = figures.indexOf(u'M') < figures.indexOf(u'd');
    const QString format = monthFirst ? u"MMM d"_s : u"d MMM"_s;
    return locale.toString(day, withYear ? format + u" yyyy"_s : format);
}

} // namespace

QString Words::day(QDate day, QDate today) {
    const qint64 ahead = today.daysTo(day);
    if (ahead == 0) {
        return tr("today");
    }
    if (ahead == 1) {
        return tr("tomorrow");
    }
    if (ahead == -1) {
        return tr("yesterday");
    }
    if (ahead > 1 && ahead < 7) {
        return QLocale().toString(day, u"ddd"_s);
    }
    return dayAndMonth(day, day.year() != today.year());
}

QString Words::dayOf(base::Millis at, QDate today) {
    return day(dateOf(at), today);
}

QString Words::moment(base::Millis at, QDate today) {
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at);
    return local.date() == today ? QLocale().toString(local.time(), QLocale::ShortFormat) : day(local.date(), today);
}

QString Words::fullMoment(base::Millis at) {
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at);
    return u"%1 %2"_s.arg(
        QLocale().toString(local.date(), QLocale::LongFormat), QLocale().toString(local.time(), QLocale::ShortFormat));
}

QDate Words::dateOf(base::Day day) {
    const std::chrono::year_month_day civil(day);
    return {
        static_cast<int>(civil.year()), static_cast<int>(static_cast<unsigned>(civil.month())),
        static_cast<int>(static_cast<unsigned>(civil.day()))};
}

QDate Words::dateOf(base::Millis at) {
    return QDateTime::fromMSecsSinceEpoch(at).date();
}

base::Day Words::dayOf(QDate date) {
    return std::chrono::sys_days(
        std::chrono::year(date.year()) / std::chrono::month(static_cast<unsigned>(date.month())) /
        std::chrono::day(static_cast<unsigned>(date.day())));
}

} // namespace cairn::ui
