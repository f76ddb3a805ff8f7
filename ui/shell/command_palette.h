#pragma once

#include "ui/shell/palette_model.h"
#include "ui/theme/theme.h"

#include <QListView>
#include <QTimer>
#include <QWidget>

class QLineEdit;

namespace cairn::ui {

// Ctrl+K: goes to anything by its name. It lies over the window; arrows choose, Enter goes, Esc leaves.
class CommandPalette : public QWidget {
    Q_OBJECT

public:
    CommandPalette(api::Profile& profile, Theme& theme, QWidget* over);

    void open(QList<PaletteEntry> fixed, QStringList recent);
    void leave();

Q_SIGNALS:
    void chosen(const PaletteEntry& entry);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void look(const QString& words);
    void choose(const QModelIndex& index);
    void move(int rows);
    QRect sheet() const;
    void place();

    api::Profile& m_profile;
    Theme& m_theme;
    PaletteModel m_model;
    QLineEdit* m_words;
    QListView* m_list;
    QPointer<QWidget> m_cameFrom;
    api::Request m_request;
};

} // namespace cairn::ui
