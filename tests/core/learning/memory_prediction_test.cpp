#include "core/learning/memory.h"

#include <QDateTime>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace Qt::StringLiterals;
using namespace cairn::learning;
using cairn::base::Millis;

namespace {

constexpr Millis kDay = 86'400'000;

struct Review {
    Millis at = 0;
    Grade grade = Grade::good;
};

using Log = std::map<QByteArray, std::vector<Review>>;

// card_id, grade, time, and what is not read. Every card's reviews in their order.
Log readLog(QFile& file) {
    Log log;
    file.readLine();
    while (!file.atEnd()) {
        const auto fields = file.readLine().split(',');
        const auto at = QDateTime::fromString(QString::fromLatin1(fields.value(2)), Qt::ISODateWithMs);
        log[fields.front()].push_back({at.toMSecsSinceEpoch(), static_cast<Grade>(fields.value(1).toInt())});
    }
    for (auto& [card, reviews] : log) {
        std::ranges::stable_sort(reviews, {}, &Review::at);
    }
    return log;
}

struct Score {
    int predictions = 0;
    int remembered = 0;
    double logLoss = 0;    // per prediction
    double meanRecall = 0; // as predicted
};

// As FSRS is evaluated: a card's first review predicts nothing, and neither does one more on the same day.
Score score(const Log& log, const MemoryModel& model) {
    Score score;
    for (const auto& [card, reviews] : log) {
        Memory memory;
        for (const auto& [at, grade] : reviews) {
            const Moment now{at, at / kDay};
            if (memory.stage != Stage::fresh && now.day > memory.last.day) {
                const double chance = std::clamp(recall(memory, now.day, model), 1e-7, 1 - 1e-7);
                const bool remembered = grade != Grade::again;
                score.logLoss -= std::log(remembered ? chance : 1 - chance);
                score.meanRecall += chance;
                score.remembered += remembered ? 1 : 0;
                ++score.predictions;
            }
            memory = graded(memory, grade, now, model);
        }
    }
    score.logLoss /= score.predictions;
    score.meanRecall /= score.predictions;
    return score;
}

} // namespace

class MemoryPredictionTest : public QObject {
    Q_OBJECT

private slots:

    void predictsRealReviews() {
        QFile file(QStringLiteral(CAIRN_SHARED_DIR "/data/fsrs/review_log.csv"));
        if (!file.exists()) {
            QSKIP("the log of real reviews is not beside this checkout");
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto log = readLog(file);
        const auto result = score(log, MemoryModel::forCards());
        const double share = static_cast<double>(result.remembered) / result.predictions;
        // The loss of one who knew only how often something is remembered at all.
        const double ignorant = -share * std::log(share) - (1 - share) * std::log(1 - share);
        qInfo(
            "%zu cards, %d predictions: log loss %.6f, of who knows only the mean %.6f; recall predicted %.4f, seen "
            "%.4f",
            log.size(), result.predictions, result.logLoss, ignorant, result.meanRecall, share);
        QCOMPARE(result.predictions, 6'032);
        // What ts-fsrs 5.4.2 comes to on the same log with the same weights.
        QVERIFY(std::abs(result.logLoss - 0.46666) < 0.0001);
        QVERIFY(result.logLoss < ignorant);
        QVERIFY(std::abs(result.meanRecall - share) < 0.01);
    }
};

QTEST_GUILESS_MAIN(MemoryPredictionTest)
#include "memory_prediction_test.moc"
