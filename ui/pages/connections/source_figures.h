#pragma once

#include "core/api/connections.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace cairn::ui {

// What one source adds to a figure.
struct SourcePart {
    events::Platform platform = events::Platform::none;
    qint64 amount = 0;
    base::Millis at = 0; // when the platform was asked
    QString words{};     // where the amount alone does not say it
};

// A figure over the sources that say something about it. None of them is left out, and none is made up.
struct SourceFigure {
    QString name;
    QList<SourcePart> parts{};
    bool atLeast = false; // a source shows only the last of what there is

    qint64 sum() const;
    QStringList partTexts() const; // "Codeforces: 148, 12 Nov"
    QString shortParts() const;    // "148 Codeforces · 17 LeetCode"; empty for one source
};

using Connections = std::vector<api::Connection>;

SourceFigure problemsSolved(const Connections& connections);
SourceFigure contributions(const Connections& connections);
SourceFigure contests(const Connections& connections);
QList<SourceFigure> bestRatings(const Connections& connections); // one a source: they are not of one scale

// By amount, the largest first.
QList<SourceFigure> languages(const Connections& connections);
QList<SourceFigure> topics(const Connections& connections);

// "C++" for "GNU C++17" and "cpp": platforms name compilers and dialects, each in its own way.
QString languageName(const QString& word);

// "mira_codes at Codeforces, 12 Nov": who said something, and when.
QString sourceText(const api::Connection& connection);

} // namespace cairn::ui
