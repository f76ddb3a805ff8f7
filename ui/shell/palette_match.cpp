#include "ui/shell/palette_match.h"

#include <QStringList>

namespace cairn::ui {

namespace {

// Accents and case make no difference to whoever types in a hurry.
QString folded(const QString& text) {
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (!c.isMark()) {
            plain += c.toCaseFolded();
        }
    }
    return plain;
}

bool hasInOrder(const QString& name, const QString& letters) {
    qsizetype at = 0;
    for (const QChar c : letters) {
        at = name.indexOf(c, at);
        if (at < 0) {
            return false;
        }
        ++at;
    }
    return true;
}

int wordScore(const QString& name, const QString& word) {
    qsizetype at = name.indexOf(word);
    int best = 0;
    while (at >= 0) {
        const bool atStart = at == 0;
        const bool atWord = atStart || !name.at(at - 1).isLetterOrNumber();
        best = qMax(best, atStart ? 100 : atWord ? 80 : 40);
        at = name.indexOf(word, at + 1);
    }
    if (best == 0 && word.size() > 1 && hasInOrder(name, word)) {
        best = 10;
    }
    return best;
}

} // namespace

int paletteScore(const QString& name, const QString& words) {
    const QString plain = folded(name);
    int sum = 0;
    for (const QString& word : folded(words).split(u' ', Qt::SkipEmptyParts)) {
        const int score = wordScore(plain, word);
        if (score == 0) {
            return 0;
        }
        sum += score;
    }
    return sum == 0 ? 1 : sum * 100 - static_cast<int>(qMin<qsizetype>(plain.size(), 99)); // the shorter the nearer
}

} // namespace cairn::ui
