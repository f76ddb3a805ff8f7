#include "ui/pages/tasks/task_texts.h"

#include "ui/pages/tasks/drawer_section.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kMostLines = 16; // of a file that are seen at once

struct TaskTexts {
    Q_DECLARE_TR_FUNCTIONS(TaskTexts)
};

QVBoxLayout* column(QWidget* widget, int spacing) {
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

void saveAs(QWidget* parent, const QString& name, const QString& text) {
    auto* dialog = new QFileDialog(parent, TaskTexts::tr("Save a copy"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QFileInfo(name).fileName());
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [parent, text](const QString& path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit()) {
            auto* trouble = new QMessageBox(
                QMessageBox::Warning, TaskTexts::tr("The copy could not be saved"), file.errorString(), QMessageBox::Ok,
                parent);
            trouble->setAttribute(Qt::WA_DeleteOnClose);
            trouble->open();
        }
    });
    dialog->open();
}

} // namespace

std::vector<Hint> splitHints(const QString& markdown) {
    std::vector<Hint> hints;
    QString before;
    bool inCode = false;
    for (const QString& line : markdown.split(u'\n')) {
        inCode = line.startsWith("```"_L1) ? !inCode : inCode;
        if (!inCode && line.startsWith("## "_L1)) {
            hints.push_back({line.sliced(3).trimmed(), {}});
        } else if (hints.empty()) {
            before += line.startsWith("# "_L1) ? QString() : line + u'\n';
        } else {
            hints.back().markdown += line + u'\n';
        }
    }
    if (!before.trimmed().isEmpty()) {
        hints.insert(hints.begin(), Hint{{}, before});
    }
    return hints;
}

QWidget* makeHints(Theme& theme, const QString& markdown, QWidget* parent) {
    auto* all = new QWidget(parent);
    auto* layout = column(all, 2);
    int number = 0;
    for (const Hint& hint : splitHints(markdown)) {
        ++number;
        const QString title = hint.title.isEmpty() ? TaskTexts::tr("Hint %1").arg(number) : hint.title;
        auto* section = new DrawerSection(
            theme, title,
            [&theme, hint, title](QWidget* inside) {
                auto* text = new MarkdownView(theme, title, inside);
                text->setFitsText(true);
                text->showMarkdown(hint.markdown.trimmed());
                return text;
            },
            all);
        section->setCompact();
        layout->addWidget(section);
    }
    return all;
}

QWidget* makeFileView(Theme& theme, const events::ContentFile& file, QWidget* parent) {
    const QString name = QString::fromStdString(file.name);
    const QString text = QString::fromStdString(file.text);
    auto* view = new QWidget(parent);
    auto* layout = column(view, 4);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    auto* title = new ElidedLabel(theme, Type::code, Token::text, name, view);
    auto* role = new TextLabel(theme, Type::secondary, Token::muted, {}, view);
    role->setText(
        file.role == events::FileRole::test       ? TaskTexts::tr("tests")
        : file.role == events::FileRole::starting ? TaskTexts::tr("to start from")
                                                  : QString());
    auto* copy = makeIconButton(theme, u"copy"_s, TaskTexts::tr("Copy %1").arg(name), view);
    auto* save = makeIconButton(theme, u"download"_s, TaskTexts::tr("Save %1 as…").arg(name), view);
    row->addWidget(title, 1);
    row->addWidget(role);
    row->addWidget(copy);
    row->addWidget(save);
    layout->addLayout(row);
    auto* code = new MarkdownView(theme, name, view);
    code->showCode(text);
    const int lines = std::clamp(static_cast<int>(text.count(u'\n')) + 2, 3, kMostLines);
    code->setFixedHeight(lines * QFontMetrics(theme.font(Type::code)).lineSpacing() + 8);
    layout->addWidget(code);
    QObject::connect(copy, &QToolButton::clicked, view, [text] { QGuiApplication::clipboard()->setText(text); });
    QObject::connect(save, &QToolButton::clicked, view, [view, name, text] { saveAs(view, name, text); });
    return view;
}

QWidget* makeLinks(Theme& theme, const std::vector<events::Link>& links, QWidget* parent) {
    auto* all = new QWidget(parent);
    auto* layout = column(all, 0);
    for (const events::Link& link : links) {
        const QUrl url(QString::fromStdString(link.url));
        const QString text = QString::fromStdString(link.description.empty() ? link.url : link.description);
        auto* button = makePlainButton(theme, text, all, u"external-link"_s);
        button->setToolTip(url.toDisplayString());
        button->setEnabled(MarkdownView::mayOpen(url));
        QObject::connect(button, &QPushButton::clicked, all, [url] { QDesktopServices::openUrl(url); });
        layout->addWidget(button, 0, Qt::AlignLeading);
    }
    return all;
}

} // namespace cairn::ui
