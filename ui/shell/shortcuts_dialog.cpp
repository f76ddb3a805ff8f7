#include "ui/shell/shortcuts_dialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>
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

int addSection(Theme& theme, QGridLayout& grid, int row, const QString& title, const QList<QAction*>& actions) {
    QWidget* parent = grid.parentWidget();
    auto* heading = new TextLabel(theme, Type::cardTitle, Token::text, title, parent);
    heading->setContentsMargins(0, row > 0 ? 16 : 0, 0, 4);
    grid.addWidget(heading, row++, 0, 1, 2);
    const int first = row;
    for (const QAction* action : actions) {
        if (action->shortcut().isEmpty() || !action->isVisible()) {
            continue;
        }
        grid.addWidget(new TextLabel(theme, Type::body, Token::muted, plain(action->text()), parent), row, 0);
        grid.addWidget(new KeyCap(theme, action->shortcut(), parent), row++, 1, Qt::AlignTrailing);
    }
    if (row == first) {
        grid.addWidget(
            new TextLabel(theme, Type::body, Token::muted, ShortcutsDialog::tr("None of its own."), parent), row++, 0);
    }
    return row;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(
    Theme& theme, const QString& place, const QList<QAction*>& placeActions, const QList<QAction*>& everywhere,
    QWidget* parent)
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
    int row = addSection(theme, *grid, 0, place, placeActions);
    row = addSection(theme, *grid, row, tr("Everywhere"), everywhere);
    grid->setRowStretch(row, 1);
    scroll->setWidget(content);
    column->addWidget(scroll, 1);
    auto* close = makePrimaryButton(theme, tr("Close"), this);
    close->setDefault(true);
    column->addWidget(close, 0, Qt::AlignTrailing);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace cairn::ui
