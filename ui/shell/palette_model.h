#pragma once

#include "core/api/profile.h"

#include <QAbstractListModel>
#include <QAction>
#include <QList>
#include <QPointer>
#include <QString>

namespace cairn::ui {

// One thing that the command palette leads to.
struct PaletteEntry {
    enum class Kind { place, action, task, topic, path };
    Kind kind = Kind::place;
    QString key; // the same in every run of the program, for "recent first"
    QString title;
    QString context; // in muted type after the title
    QString icon;
    QString id;               // of a place (its number), task, topic or path
    QPointer<QAction> action; // of an action
};

// What the palette shows for what has been typed: its places and actions, ranked, then what the profile found.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { contextRole = Qt::UserRole + 1, iconRole, shortcutRole };

    using QAbstractListModel::QAbstractListModel;

    void setFixed(QList<PaletteEntry> entries, QStringList recent);
    void setWords(const QString& words);
    void setHits(const std::vector<api::SearchHit>& hits);

    const PaletteEntry& entry(int row) const { return m_shown.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void rank();

    QList<PaletteEntry> m_fixed;
    QStringList m_recent;
    QList<PaletteEntry> m_hits;
    QList<PaletteEntry> m_shown;
    QString m_words;
};

} // namespace cairn::ui
