// The lower part of a topic's drawer: what it waits for, its tasks, texts and links.

#include "ui/pages/mindmap/topic_drawer.h"
#include "ui/pages/mindmap/topic_task_row.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QDesktopServices>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

void TopicDrawer::addLocked(QVBoxLayout& column) {
    if (m_detail->row.standing != api::TopicStanding::locked) {
        return;
    }
    auto* panel = new Card(m_theme, {}, m_inside);
    panel->setGround(Token::lockedGround);
    panel->layout()->setContentsMargins(14, 12, 14, 12);
    const int missing = static_cast<int>(m_detail->row.missing.size());
    auto* title = makeParagraph(m_theme, tr("Waits for %n topic(s)", nullptr, missing), panel, Token::text);
    title->setStrong(true);
    panel->setAccessibleName(title->text());
    panel->body()->addWidget(title);
    auto* list = makeParagraph(m_theme, linked(m_detail->row.missing), panel);
    list->setObjectName(u"topicMissing"_s);
    list->setTextFormat(Qt::RichText);
    list->setTextInteractionFlags(Qt::TextBrowserInteraction);
    list->setFocusPolicy(Qt::StrongFocus);
    connect(list, &QLabel::linkActivated, this, &TopicDrawer::topicAsked);
    panel->body()->addWidget(list);
    if (!m_readOnly) {
        panel->body()->addWidget(makeParagraph(
            m_theme,
            tr("If you know this already, open the topic anyway. The map marks it as opened by choice, and "
               "you can undo it."),
            panel));
        panel->body()->addSpacing(4);
        auto* anyway = makeButton(m_theme, tr("Unlock anyway"), panel);
        anyway->setObjectName(u"topicUnlock"_s);
        connect(anyway, &QPushButton::clicked, this, &TopicDrawer::unlockAsked);
        panel->body()->addWidget(anyway, 0, Qt::AlignLeading);
    }
    column.addSpacing(8);
    column.addWidget(panel);
}

void TopicDrawer::addTasks(QVBoxLayout& column) {
    constexpr std::size_t kFew = 8;
    const auto& tasks = m_detail->tasks;
    if (tasks.empty()) {
        return;
    }
    addTitle(column, tr("Tasks"));
    auto* rows = new QWidget(m_inside);
    auto* list = new QVBoxLayout(rows);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    const std::size_t shown = m_allTasks || tasks.size() <= kFew + 2 ? tasks.size() : kFew;
    for (std::size_t i = 0; i < shown; ++i) {
        auto* row = new TopicTaskRow(m_theme, tasks[i], rows);
        const QString id = QString::fromStdString(tasks[i].id);
        row->setObjectName(u"topicTask-"_s + id);
        connect(row, &QAbstractButton::clicked, this, [this, id] { Q_EMIT taskAsked(id); });
        list->addWidget(row);
    }
    column.addWidget(rows);
    if (shown < tasks.size()) {
        auto* all =
            makePlainButton(m_theme, tr("Show all %n task(s)", nullptr, static_cast<int>(tasks.size())), m_inside);
        connect(all, &QPushButton::clicked, this, [this] {
            m_allTasks = true;
            render();
        });
        column.addWidget(all, 0, Qt::AlignLeading);
    }
}

void TopicDrawer::addText(QVBoxLayout& column) {
    if (!m_readingOpen) {
        return;
    }
    QStringList names;
    QStringList texts;
    for (const events::Text& text : m_detail->content.texts) {
        if (!text.markdown.empty()) {
            names += Words::of(text.kind);
            texts += QString::fromStdString(text.markdown);
        }
    }
    if (texts.isEmpty()) {
        return;
    }
    column.addSpacing(8);
    auto* reading = new QWidget(m_inside);
    auto* inside = new QVBoxLayout(reading);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(10);
    auto* view = new MarkdownView(m_theme, names.front(), reading);
    view->setFitsText(true);
    view->showMarkdown(texts.front());
    if (texts.size() > 1) {
        auto* choice = new Segmented(m_theme, tr("Text"), names, reading);
        connect(choice, &Segmented::chosen, view, [view, names, texts](int index) {
            view->setAccessibleName(names.at(index));
            view->showMarkdown(texts.at(index));
        });
        inside->addWidget(choice, 0, Qt::AlignLeading);
    }
    inside->addWidget(view);
    column.addWidget(reading);
    m_reading = reading;
}

void TopicDrawer::addLinks(QVBoxLayout& column) {
    if (m_detail->content.links.empty()) {
        return;
    }
    addTitle(column, tr("Links"));
    for (const events::Link& link : m_detail->content.links) {
        const QUrl url(QString::fromStdString(link.url));
        const QString text = QString::fromStdString(link.description.empty() ? link.url : link.description);
        auto* label = makeParagraph(
            m_theme,
            u"<a href=\"%1\" style=\"color: %3; text-decoration: none\">%2</a>"_s.arg(
                url.toString(QUrl::FullyEncoded).toHtmlEscaped(), text.toHtmlEscaped(),
                m_theme.color(Token::accent).name()),
            m_inside);
        label->setTextFormat(Qt::RichText);
        label->setToolTip(url.toDisplayString());
        if (!MarkdownView::mayOpen(url)) {
            label->setText(text.toHtmlEscaped());
        } else {
            label->setTextInteractionFlags(Qt::TextBrowserInteraction);
            label->setFocusPolicy(Qt::StrongFocus);
            connect(label, &QLabel::linkActivated, label, [url] { QDesktopServices::openUrl(url); });
        }
        column.addWidget(label);
    }
}

} // namespace cairn::ui
