#include "ui/models/review_text.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

struct ReviewText {
    Q_DECLARE_TR_FUNCTIONS(ReviewText)
};

constexpr int kRemembered = 85; // per cent, from which on
constexpr int kFading = 70;     // below it, a topic is rusty too
constexpr int kRusty = 50;

} // namespace

QString gradeName(events::ReviewGrade grade) {
    switch (grade) {
    case events::ReviewGrade::again:
        return ReviewText::tr("Again");
    case events::ReviewGrade::hard:
        return ReviewText::tr("Hard");
    case events::ReviewGrade::good:
        return ReviewText::tr("Good");
    case events::ReviewGrade::easy:
        return ReviewText::tr("Easy");
    }
    return {};
}

QString gradeMeaning(events::ReviewGrade grade) {
    switch (grade) {
    case events::ReviewGrade::again:
        return ReviewText::tr("I could not");
    case events::ReviewGrade::hard:
        return ReviewText::tr("With trouble");
    case events::ReviewGrade::good:
        return ReviewText::tr("After some thought");
    case events::ReviewGrade::easy:
        return ReviewText::tr("At once");
    }
    return {};
}

QString awayText(QDate day, QDate today) {
    constexpr double kMonth = 30.44; // days
    constexpr double kYear = 365.25;
    const qint64 days = today.daysTo(day);
    if (days <= 0) {
        return ReviewText::tr("today");
    }
    if (days == 1) {
        return ReviewText::tr("tomorrow");
    }
    if (days < 60) {
        return ReviewText::tr("in %n day(s)", nullptr, static_cast<int>(days));
    }
    const double count = static_cast<double>(days);
    return days < 730 ? ReviewText::tr("in %n month(s)", nullptr, static_cast<int>(std::lround(count / kMonth)))
                      : ReviewText::tr("in %n year(s)", nullptr, static_cast<int>(std::lround(count / kYear)));
}

QString dueText(const api::ReviewRow& row) {
    if (row.daysLate > 0) {
        return ReviewText::tr("%n day(s) late", nullptr, static_cast<int>(row.daysLate));
    }
    const QDate due = Words::dateOf(row.due);
    return due <= QDate::currentDate() ? ReviewText::tr("due today") : awayText(due);
}

ChipLook chipFor(const api::ReviewRow& row) {
    const auto say = [&row](const QString& word) {
        return ReviewText::tr("%1 · %2 % recall", "a word for how it is remembered, and the chance that it is")
            .arg(word, QLocale().toString(row.recall));
    };
    if (row.recall >= kRemembered) {
        return {say(ReviewText::tr("remembered")), u"check"_s, Token::done, Token::doneGround};
    }
    if (row.recall >= kFading) {
        return {say(ReviewText::tr("fading")), u"arc"_s, Token::inProgress, Token::inProgressGround};
    }
    const QString word = row.recall >= kRusty ? ReviewText::tr("rusty") : ReviewText::tr("nearly forgotten");
    return {say(word), u"rusty"_s, Token::rusty, Token::rustyGround};
}

QString placeText(const api::ReviewRow& row) {
    QStringList parts;
    for (const std::string& part : {row.pathTitle, row.topicTitle}) {
        if (!part.empty()) {
            parts << QString::fromStdString(part);
        }
    }
    return parts.join(u" · "_s);
}

QString accessibleReviewText(const api::ReviewRow& row) {
    QStringList parts{QString::fromStdString(row.title)};
    if (!row.topicTitle.empty()) {
        parts << QString::fromStdString(row.topicTitle);
    }
    parts << dueText(row) << chipFor(row).text;
    return parts.join(u", "_s);
}

} // namespace cairn::ui
