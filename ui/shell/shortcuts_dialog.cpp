#include "ui/shell/shortcuts_dialog.h"

#include "ui/shell/place.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace cairn::ui {

namespace {

QString plain(QString text) {
    text.remove(u'&');
    if (text.endsWith(u'…')) {
        text.chop(1);
    }
    return text;
}

void addRow(Theme& theme, QGridLayout& grid, int row, const QString& does, const QList<QKeySequence>& keys) {
    QWidget* parent = grid.parentWidget();
    grid.addWidget(new TextLabel(theme, Type::body, Token::muted, does, parent), row, 0);
    auto* caps = new QHBoxLayout;
    caps->setSpacing(4);
    caps->addStretch();
    for (const QKeySequence& key : keys) {
        caps->addWidget(new KeyCap(theme, key, parent));
    }
    grid.addLayout(caps, row, 1);
}

int addSection(
    Theme& theme, QGridLayout& grid, int row, const QString& title, const QList<KeyHint>& hints,
    const QList<QAction*>& actions) {
    QWidget* parent = grid.parentWidget();
    auto* heading = new TextLabel(theme, Type::cardTitle, Token::text, title, parent);
    heading->setContentsMargins(0, row > 0 ? 16 : 0, 0, 4);
    grid.addWidget(heading, row++, 0, 1, 2);
    const int first = row;
    for (const KeyHint& hint : hints) {
        addRow(theme, grid, row++, hint.does, hint.keys);
    }
    for (const QAction* action : actions) {
        if (action->shortcut().isEmpty() || !action->isVisible()) {
            continue;
        }
        addRow(theme, grid, row++, plain(action->text()), {action->shortcut()});
    }
    if (row == first) {
        grid.addWidget(
            new TextLabel(theme, Type::body, Token::muted, ShortcutsDialog::tr("None of its own."), parent), row++, 0);
    }
    return row;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(
    Theme& theme, const QString& name, Place& place, const QList<QAction*>& everywhere, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("Shortcuts"));
    resize(theme.scaled(480), theme.scaled(600));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(16);
    column->addWidget(new TextLabel(theme, Type::pageTitle, Token::text, tr("Shortcuts"), this));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Shortcuts"));
    auto* content = new QWidget(scroll);
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 12, 0);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    int row = addSection(theme, *grid, 0, name, place.keyHints(), place.placeActions());
    row = addSection(theme, *grid, row, tr("Everywhere"), {}, everywhere);
    grid->setRowStretch(row, 1);
    scroll->setWidget(content);
    column->addWidget(scroll, 1);
    auto* close = makePrimaryButton(theme, tr("Close"), this);
    close->setDefault(true);
    column->addWidget(close, 0, Qt::AlignTrailing);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace cairn::ui
