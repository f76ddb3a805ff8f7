#include "ui/pages/mindmap/note_versions.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

std::vector<NoteVersion> earlierVersions(const std::vector<api::HistoryEntry>& entries, const QString& now) {
    std::vector<NoteVersion> versions;
    QSet<QString> seen{now.trimmed(), QString()};
    for (const auto& entry : entries) {
        if (entry.type != "topic.noted") {
            continue;
        }
        const auto payload = QJsonDocument::fromJson(QByteArray::fromStdString(entry.payload)).object();
        const QString text = payload.value(u"text"_s).toString().trimmed();
        if (!seen.contains(text)) {
            seen.insert(text);
            versions.push_back({text, entry.at, entry.thisDevice});
        }
    }
    return versions;
}

NoteVersionsDialog::NoteVersionsDialog(Theme& theme, std::vector<NoteVersion> versions, bool readOnly, QWidget* parent)
    : QDialog(parent)
    , m_versions(std::move(versions))
    , m_list(new QListWidget(this))
    , m_text(new MarkdownView(theme, tr("What the note said"), this))
    , m_restore(makePrimaryButton(theme, tr("Restore"), this)) {
    setWindowTitle(tr("Earlier versions of the note"));
    resize(theme.scaled(640), theme.scaled(480));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    auto* title = new TextLabel(theme, Type::pageTitle, Token::text, windowTitle(), this);
    title->setWordWrap(true);
    column->addWidget(title);
    m_list->setObjectName(u"versions"_s);
    m_list->setAccessibleName(tr("Versions, the newest first"));
    for (const auto& version : m_versions) {
        const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(version.at), QLocale::ShortFormat);
        m_list->addItem(version.here ? when : tr("%1, on another computer", "a time").arg(when));
    }
    column->addWidget(m_list, 1);
    column->addWidget(m_text, 2);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    m_restore->setObjectName(u"restore"_s);
    m_restore->setToolTip(tr("What the note says now becomes an earlier version"));
    m_restore->setEnabled(!readOnly);
    auto* close = makeButton(theme, tr("Close"), this);
    buttons->addWidget(close);
    buttons->addWidget(m_restore);
    column->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &NoteVersionsDialog::showVersion);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        const auto row = m_list->currentRow();
        if (row >= 0) {
            Q_EMIT restoreAsked(m_versions[static_cast<std::size_t>(row)].text);
        }
        accept();
    });
    m_list->setCurrentRow(0);
    m_list->setFocus();
}

void NoteVersionsDialog::showVersion(int row) {
    m_text->showMarkdown(row >= 0 ? m_versions[static_cast<std::size_t>(row)].text : QString());
}

} // namespace cairn::ui
