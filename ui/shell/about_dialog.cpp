#include "ui/shell/about_dialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/text_label.h"

#include <QCoreApplication>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

QString AboutDialog::licences() {
    return tr("Cairn is free software under the GNU General Public License, version 3. It stands on:") +
           u"\n\n"
           "- [Qt](https://www.qt.io) %1 — LGPL 3\n"
           "- [Boost](https://www.boost.org) — Boost Software License\n"
           "- [SOCI](https://soci.sourceforge.net) — Boost Software License\n"
           "- [SQLite](https://sqlite.org) — public domain\n"
           "- [libsodium](https://libsodium.org) — ISC\n"
           "- [Graphviz](https://graphviz.org) — EPL\n"
           "- [Inter](https://rsms.me/inter) — SIL Open Font License\n"_s.arg(QString::fromLatin1(qVersion()));
}

AboutDialog::AboutDialog(Theme& theme, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(tr("About Cairn"));
    setFixedWidth(theme.scaled(440));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 20);
    column->setSpacing(8);
    auto* mark = new QLabel(this);
    mark->setPixmap(theme.icon(u"cairn"_s).pixmap(QSize(64, 64), devicePixelRatioF()));
    column->addWidget(mark);
    column->addWidget(new TextLabel(theme, Type::pageTitle, Token::text, tr("Cairn"), this));
    column->addWidget(new TextLabel(
        theme, Type::body, Token::muted, tr("Version %1").arg(QCoreApplication::applicationVersion()), this));
    column->addWidget(makeParagraph(
        theme, tr("A companion for people who learn to program. Your data stay on this computer."), this, Token::text));
    auto* licence = new MarkdownView(theme, tr("Licences"), this);
    licence->showMarkdown(licences());
    licence->setMinimumHeight(theme.scaled(200));
    column->addWidget(licence, 1);
    auto* close = makePrimaryButton(theme, tr("Close"), this);
    close->setDefault(true);
    column->addWidget(close, 0, Qt::AlignTrailing);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace cairn::ui
