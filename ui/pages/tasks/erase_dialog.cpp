#include "ui/pages/tasks/erase_dialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace cairn::ui {

EraseDialog::EraseDialog(const TaskTargets& what, Theme& theme, QWidget* parent)
    : FittingDialog(theme, 480, parent) {
    setWindowTitle(tr("Erase for ever"));
    const auto count = static_cast<int>(what.ids.size());
    body()->setSpacing(12);
    auto* title = new TextLabel(
        theme, Type::pageTitle, Token::text,
        count == 1 && !what.title.isEmpty() ? tr("Erase “%1” for ever?").arg(what.title)
                                            : tr("Erase %n task(s) for ever?", nullptr, count),
        this);
    title->setWordWrap(true);
    body()->addWidget(title);
    body()->addWidget(makeParagraph(
        theme,
        tr("All that was ever written about it goes: here, at your server, and on your other computers as soon as they "
           "hear of it. It leaves your history, your streak and your level. Nothing brings it back."),
        this, Token::text));
    body()->addWidget(makeParagraph(
        theme, tr("Backups and exports that were made before still have it. Tasks of a path stay: they are not yours."),
        this));
    body()->addStretch();
    auto* erase = makeButton(theme, tr("Erase for ever"), this);
    auto* keep = makePrimaryButton(theme, tr("Keep"), this);
    erase->setObjectName(QStringLiteral("eraseForEver"));
    buttons()->addWidget(erase);
    buttons()->addWidget(keep);
    keep->setDefault(true);
    keep->setFocus();
    connect(keep, &QPushButton::clicked, this, &EraseDialog::reject);
    connect(erase, &QPushButton::clicked, this, &EraseDialog::accept);
}

} // namespace cairn::ui
