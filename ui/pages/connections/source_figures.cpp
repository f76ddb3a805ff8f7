#include "ui/pages/connections/source_figures.h"

#include "ui/models/proof_text.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

struct SourceText {
    Q_DECLARE_TR_FUNCTIONS(SourceText)
};

std::optional<qint64> total(const api::Connection& connection, const char* name) {
    const auto found = connection.figures.totals.find(name);
    return found == connection.figures.totals.end() ? std::nullopt : std::optional<qint64>(found->second);
}

SourcePart partOf(const api::Connection& connection, qint64 amount, const QString& words = {}) {
    return {connection.platform, amount, connection.figures.at, words};
}

using Amounts = std::map<std::string, std::int64_t> events::ConnectionFigures::*;

template<class Name> QList<SourceFigure> gathered(const Connections& connections, Amounts amounts, Name name) {
    std::map<QString, SourceFigure> all;
    for (const api::Connection& connection : connections) {
        std::map<QString, qint64> ofOne;
        for (const auto& [word, amount] : connection.figures.*amounts) {
            ofOne[name(QString::fromStdString(word))] += amount;
        }
        for (const auto& [word, amount] : ofOne) {
            all[word].parts << partOf(connection, amount);
        }
    }
    QList<SourceFigure> figures;
    for (auto& [word, figure] : all) {
        figure.name = word;
        figures << figure;
    }
    std::ranges::stable_sort(figures, std::ranges::greater(), &SourceFigure::sum);
    return figures;
}

} // namespace

qint64 SourceFigure::sum() const {
    return std::accumulate(
        parts.begin(), parts.end(), qint64(0), [](qint64 all, const SourcePart& part) { return all + part.amount; });
}

QStringList SourceFigure::partTexts() const {
    QStringList texts;
    for (const SourcePart& part : parts) {
        if (parts.size() == 1 && part.words.isEmpty()) { // it is all of it
            texts << SourceText::tr("%1, %2", "a platform, a day or time")
                         .arg(platformName(part.platform), Words::moment(part.at));
            continue;
        }
        texts << SourceText::tr("%1: %2, %3", "a platform, an amount, a day or time")
                     .arg(
                         platformName(part.platform),
                         part.words.isEmpty() ? QLocale().toString(part.amount) : part.words, Words::moment(part.at));
    }
    return texts;
}

QString SourceFigure::shortParts() const {
    QStringList texts;
    for (const SourcePart& part : parts) {
        texts << SourceText::tr("%1 %2", "an amount and the platform that it is of")
                     .arg(QLocale().toString(part.amount), platformName(part.platform));
    }
    return texts.size() > 1 ? texts.join(u" · "_s) : QString();
}

// LeetCode counts what was tried, and shows of what was solved only the last.
SourceFigure problemsSolved(const Connections& connections) {
    SourceFigure figure{SourceText::tr("Problems solved")};
    for (const api::Connection& connection : connections) {
        if (const auto solved = total(connection, "solved")) {
            figure.parts << partOf(connection, *solved);
        } else if (const auto lately = total(connection, "solved_lately")) {
            figure.parts << partOf(
                connection, *lately, SourceText::tr("%n lately", "problems solved", static_cast<int>(*lately)));
            figure.atLeast = true;
        }
    }
    return figure;
}

SourceFigure contributions(const Connections& connections) {
    SourceFigure figure{SourceText::tr("Contributions")};
    for (const api::Connection& connection : connections) {
        const auto commits = total(connection, "commits");
        const auto pulls = total(connection, "pull_requests");
        if (!commits && !pulls) {
            continue;
        }
        QStringList words;
        if (commits) {
            words << SourceText::tr("%n commit(s)", nullptr, static_cast<int>(*commits));
        }
        if (pulls) {
            words << SourceText::tr("%n pull request(s)", nullptr, static_cast<int>(*pulls));
        }
        figure.parts << partOf(connection, commits.value_or(0) + pulls.value_or(0), words.join(u" · "_s));
    }
    return figure;
}

SourceFigure contests(const Connections& connections) {
    SourceFigure figure{SourceText::tr("Contests")};
    for (const api::Connection& connection : connections) {
        if (const auto taken = total(connection, "contests")) {
            figure.parts << partOf(connection, *taken);
        }
    }
    return figure;
}

QList<SourceFigure> bestRatings(const Connections& connections) {
    QList<SourceFigure> figures;
    for (const api::Connection& connection : connections) {
        const auto best = std::max(total(connection, "rating_most"), total(connection, "rating"));
        if (best && *best > 0) {
            figures << SourceFigure{
                SourceText::tr("Best rating at %1").arg(platformName(connection.platform)),
                {partOf(connection, *best)}};
        }
    }
    return figures;
}

QList<SourceFigure> languages(const Connections& connections) {
    return gathered(connections, &events::ConnectionFigures::languages, languageName);
}

QList<SourceFigure> topics(const Connections& connections) {
    return gathered(connections, &events::ConnectionFigures::skills, [](const QString& word) { return word; });
}

QString languageName(const QString& word) {
    struct Known {
        QLatin1StringView begins;
        QLatin1StringView name;
    };

    // The longer beginnings first.
    constexpr std::array kKnown{
        Known{"gnu c++"_L1, "C++"_L1},
        Known{"c++"_L1, "C++"_L1},
        Known{"cpp"_L1, "C++"_L1},
        Known{"ms c++"_L1, "C++"_L1},
        Known{"clang++"_L1, "C++"_L1},
        Known{"gnu c"_L1, "C"_L1},
        Known{"c#"_L1, "C#"_L1},
        Known{"csharp"_L1, "C#"_L1},
        Known{"pypy"_L1, "Python"_L1},
        Known{"python"_L1, "Python"_L1},
        Known{"javascript"_L1, "JavaScript"_L1},
        Known{"node.js"_L1, "JavaScript"_L1},
        Known{"typescript"_L1, "TypeScript"_L1},
        Known{"java"_L1, "Java"_L1},
        Known{"golang"_L1, "Go"_L1},
        Known{"go"_L1, "Go"_L1},
        Known{"rust"_L1, "Rust"_L1},
        Known{"kotlin"_L1, "Kotlin"_L1},
        Known{"ruby"_L1, "Ruby"_L1},
        Known{"haskell"_L1, "Haskell"_L1},
        Known{"scala"_L1, "Scala"_L1},
        Known{"swift"_L1, "Swift"_L1},
        Known{"php"_L1, "PHP"_L1},
    };
    const auto found = std::ranges::find_if(kKnown, [&](const Known& known) {
        const auto rest = word.sliced(std::min(word.size(), known.begins.size()));
        return word.startsWith(known.begins, Qt::CaseInsensitive) && (rest.isEmpty() || !rest.at(0).isLetter());
    });
    return found == kKnown.end() ? word == "c"_L1 ? u"C"_s : word : QString(found->name);
}

QString sourceText(const api::Connection& connection) {
    return SourceText::tr("%1, %2", "an account at a platform, when it was asked")
        .arg(accountText(connection.platform, connection.account), Words::moment(connection.figures.at));
}

} // namespace cairn::ui
