#include "ui/pages/tasks/level_panel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

// In tenths: a tenth less for each hint that was taken, but not under five.
int qualityOf(const api::TaskDetail& detail) {
    for (const api::HistoryEntry& entry : detail.history) {
        const bool completion = entry.type == "task.completed" || entry.type == "task.verified";
        if (completion && !entry.undone && !entry.refusedFrom) {
            const auto payload = QJsonDocument::fromJson(QByteArray::fromStdString(entry.payload)).object();
            return std::max(5, 10 - payload.value("hints"_L1).toInt());
        }
    }
    return 10;
}

} // namespace

bool LevelPanel::isFor(const api::TaskDetail& detail) {
    return detail.row.state == api::TaskState::verified || detail.row.state == api::TaskState::self_reported;
}

LevelPanel::LevelPanel(Theme& theme, const api::TaskDetail& detail, QWidget* parent)
    : Card(theme, {}, parent) {
    const bool verified = detail.row.state == api::TaskState::verified;
    setGround(Token::doneGround);
    body()->setSpacing(4);
    layout()->setContentsMargins(14, 12, 14, 12);
    auto* title = makeParagraph(theme, {}, this, Token::done);
    title->setStrong(true);
    title->setText(verified ? tr("Counts towards your level") : tr("Self-reported"));
    body()->addWidget(title);

    const QLocale locale;
    const QString sum = tr("Difficulty %1 × quality %2, place %3")
                            .arg(
                                locale.toString(detail.row.difficulty),
                                locale.toString(qualityOf(detail) / 10.0, 'f', 1), locale.toString(detail.levelPlace));
    const QString adds = Words::level(detail.levelHundredths);
    QStringList sentences;
    if (!verified) {
        sentences << tr("Counts for the list and the streak; the verified level waits for a proof.");
    }
    if (detail.levelPlace > 0) {
        sentences
            << (verified ? tr("%1: adds %2.").arg(sum, adds)
                         : tr("%1: adds %2 to the self-reported level.").arg(sum, adds));
    }
    auto* text = makeParagraph(theme, sentences.join(u' '), this, Token::text);
    body()->addWidget(text);
    if (!detail.evidence.empty()) {
        body()->addWidget(makeParagraph(theme, QString::fromStdString(detail.evidence), this));
    }
    setAccessibleName(title->text());
    setAccessibleDescription(text->text());
}

} // namespace cairn::ui
