#include "ui/shell/palette_model.h"

#include "ui/shell/palette_match.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

void PaletteModel::setFixed(QList<PaletteEntry> entries, QStringList recent) {
    m_fixed = std::move(entries);
    m_recent = std::move(recent);
    m_hits.clear();
    rank();
}

void PaletteModel::setWords(const QString& words) {
    m_words = words;
    if (words.trimmed().isEmpty()) {
        m_hits.clear();
    }
    rank();
}

void PaletteModel::setHits(const std::vector<api::SearchHit>& hits) {
    m_hits.clear();
    for (const api::SearchHit& hit : hits) {
        PaletteEntry entry;
        entry.id = QString::fromStdString(hit.id);
        entry.title = QString::fromStdString(hit.title);
        entry.context = QString::fromStdString(hit.context);
        switch (hit.kind) {
        case api::SearchHit::Kind::task:
            entry.kind = PaletteEntry::Kind::task;
            entry.icon = u"tasks"_s;
            break;
        case api::SearchHit::Kind::topic:
            entry.kind = PaletteEntry::Kind::topic;
            entry.icon = u"mindmap"_s;
            break;
        case api::SearchHit::Kind::path:
            entry.kind = PaletteEntry::Kind::path;
            entry.icon = u"flag"_s;
            break;
        }
        entry.key = entry.icon + u'/' + entry.id;
        m_hits.append(entry);
    }
    rank();
}

void PaletteModel::rank() {
    struct Ranked {
        int score;
        PaletteEntry entry;
    };

    QList<Ranked> ranked;
    const auto recency = [this](const PaletteEntry& entry) {
        const auto at = m_recent.indexOf(entry.key);
        return at < 0 ? 0 : 50 - static_cast<int>(at);
    };
    for (const PaletteEntry& entry : m_fixed) {
        const int score = paletteScore(entry.title, m_words);
        if (score > 0 && (!entry.action || entry.action->isEnabled())) {
            ranked.append({score + recency(entry), entry});
        }
    }
    // The profile has ranked its finds; a task that is named exactly as typed goes before an action that only has the
    // word somewhere.
    for (const PaletteEntry& entry : m_hits) {
        ranked.append({std::max(1, paletteScore(entry.title, m_words)) + recency(entry), entry});
    }
    std::ranges::stable_sort(ranked, std::ranges::greater{}, &Ranked::score);
    beginResetModel();
    m_shown.clear();
    for (const Ranked& one : ranked) {
        m_shown.append(one.entry);
    }
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const PaletteEntry& entry = m_shown.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleTextRole:
        return entry.context.isEmpty() ? entry.title : entry.title + u", "_s + entry.context;
    case Qt::DecorationRole:
        return entry.action ? QVariant(entry.action->icon()) : QVariant();
    case contextRole:
        return entry.context;
    case iconRole:
        return entry.icon;
    case shortcutRole:
        return entry.action ? entry.action->shortcut().toString(QKeySequence::NativeText) : QString();
    default:
        return {};
    }
}

} // namespace cairn::ui
