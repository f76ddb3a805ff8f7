#include "ui/shell/import_report_dialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

ImportReportDialog::ImportReportDialog(Theme& theme, const api::ImportReport& report, QWidget* parent)
    : QDialog(parent) {
    const QString title = QString::fromStdString(report.title);
    setWindowTitle(tr("Import of %1").arg(title));
    setMinimumWidth(460);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(new TextLabel(theme, Type::pageTitle, Token::text, title, this));
    column->addWidget(makeParagraph(
        theme,
        report.added + report.updated + report.retired == 0
            ? tr("Everything was up to date. Your progress is as it was.")
            : tr("The track is in. Your progress is kept."),
        this));

    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(2, 1);
    int row = 0;
    const auto line = [&](const QString& name, std::int64_t count) {
        auto* number = new TextLabel(theme, Type::body, Token::text, QLocale().toString(count), this);
        number->setTabular(true);
        number->setStrong(true);
        grid->addWidget(new TextLabel(theme, Type::body, Token::muted, name, this), row, 0);
        grid->addWidget(number, row++, 1, Qt::AlignRight);
    };
    line(tr("Topics"), report.concepts);
    line(tr("Learning exercises"), report.conceptExercises);
    line(tr("Practice exercises"), report.practiceExercises);
    line(tr("Links between topics"), report.prerequisites);
    line(tr("New"), report.added);
    line(tr("Changed"), report.updated);
    line(tr("No longer in the track"), report.retired);
    if (report.skipped > 0) {
        line(tr("Passed over"), report.skipped);
    }
    column->addLayout(grid);

    QStringList warnings;
    for (const std::string& warning : report.warnings) {
        warnings.append(QString::fromStdString(warning));
    }
    if (!warnings.isEmpty()) {
        const auto count = static_cast<int>(warnings.size());
        column->addWidget(
            new TextLabel(theme, Type::cardTitle, Token::text, tr("%n warning(s)", nullptr, count), this));
        auto* list = new QPlainTextEdit(warnings.join(u'\n'), this);
        list->setReadOnly(true);
        list->setTabChangesFocus(true);
        list->setAccessibleName(tr("Warnings"));
        list->setFont(theme.font(Type::secondary));
        list->setMinimumHeight(120);
        column->addWidget(list, 1);
    }
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    if (!warnings.isEmpty()) {
        auto* copy = makeButton(theme, tr("Copy warnings"), this, u"copy"_s);
        connect(copy, &QPushButton::clicked, this, [warnings] {
            QGuiApplication::clipboard()->setText(warnings.join(u'\n'));
        });
        buttons->addWidget(copy);
    }
    auto* close = makePrimaryButton(theme, tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    buttons->addWidget(close);
    column->addLayout(buttons);
}

} // namespace cairn::ui
