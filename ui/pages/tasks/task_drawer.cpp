#include "ui/pages/tasks/task_drawer.h"

#include "ui/pages/tasks/drawer_head.h"
#include "ui/pages/tasks/drawer_section.h"
#include "ui/pages/tasks/level_panel.h"
#include "ui/pages/tasks/proof_panel.h"
#include "ui/pages/tasks/task_texts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/history_list.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QApplication>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

bool isDone(const api::TaskRow& row) {
    return row.state == api::TaskState::verified || row.state == api::TaskState::self_reported;
}

// A text's own first heading says what the section's says.
QString withoutTitle(const QString& markdown) {
    return markdown.startsWith("# "_L1) ? markdown.section(u'\n', 1).trimmed() : markdown;
}

QVBoxLayout* columnOf(QWidget* widget) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    return column;
}

} // namespace

TaskDrawer::TaskDrawer(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_area(new QScrollArea(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_area);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->viewport()->setAutoFillBackground(false);
    connect(&m_theme, &Theme::changed, this, &TaskDrawer::render);
}

QString TaskDrawer::id() const {
    return m_detail ? QString::fromStdString(m_detail->row.id) : QString();
}

bool TaskDrawer::hasTexts() const {
    const events::ContentSet& content = m_detail->content;
    return !content.texts.empty() || !content.links.empty() || !content.files.empty();
}

void TaskDrawer::showDetail(const api::TaskDetail& detail, std::optional<TaskReview> review) {
    const bool same = m_detail && m_detail->row.id == detail.row.id;
    const int scroll = m_area->verticalScrollBar()->value();
    if (!same) {
        m_open.clear();
        m_tab = isDone(detail.row) ? Tab::history : Tab::task;
    }
    m_detail = detail;
    m_review = std::move(review);
    render();
    if (same) {
        m_area->widget()->layout()->activate();
        m_area->verticalScrollBar()->setValue(scroll);
    }
}

void TaskDrawer::setServer(const api::SyncState& state) {
    const bool says = state.phase != m_server.phase;
    m_server = state;
    if (says && m_detail && m_detail->row.state == api::TaskState::verifying) {
        render();
    }
}

void TaskDrawer::showNothing(const QString& title, const QString& text) {
    m_detail.reset();
    m_area->setWidget(new EmptyState(m_theme, u"tasks"_s, title, text));
    m_area->widget()->setAutoFillBackground(false);
}

void TaskDrawer::focusFirst() {
    if (auto* first = m_area->widget() != nullptr ? m_area->widget()->findChild<QWidget*>(kPrimaryName) : nullptr;
        first != nullptr && first->isEnabled()) {
        first->setFocus();
    } else if (auto* close = findChild<QWidget*>(kCloseName)) {
        close->setFocus();
    }
}

void TaskDrawer::render() {
    if (!m_detail) {
        return;
    }
    QWidget* focused = QApplication::focusWidget();
    const QString focusName = focused != nullptr && isAncestorOf(focused) ? focused->objectName() : QString();
    const bool hadFocus = focused != nullptr && isAncestorOf(focused);
    setUpdatesEnabled(false);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(24, 20, 24, 24);
    column->setSpacing(16);
    auto* head = new DrawerHead(m_theme, *m_detail, inside);
    connect(head, &DrawerHead::actionAsked, this, &TaskDrawer::actionAsked);
    connect(head, &DrawerHead::planAsked, this, &TaskDrawer::planAsked);
    connect(head, &DrawerHead::editAsked, this, &TaskDrawer::editAsked);
    connect(head, &DrawerHead::closeAsked, this, &TaskDrawer::closeAsked);
    connect(head, &DrawerHead::topicAsked, this, &TaskDrawer::topicAsked);
    column->addWidget(head);
    if (ProofPanel::isFor(*m_detail)) {
        auto* proof = new ProofPanel(m_theme, *m_detail, m_server, inside);
        connect(proof, &ProofPanel::editAsked, this, &TaskDrawer::editAsked);
        connect(proof, &ProofPanel::connectionsAsked, this, &TaskDrawer::connectionsAsked);
        connect(proof, &ProofPanel::devicesAsked, this, &TaskDrawer::devicesAsked);
        connect(proof, &ProofPanel::provenAsked, this, &TaskDrawer::provenAsked);
        column->addWidget(proof);
    }
    if (m_review) {
        auto* panel = new ReviewPanel(m_theme, *m_review, inside);
        connect(panel, &ReviewPanel::nowAsked, this, &TaskDrawer::reviewAsked);
        connect(panel, &ReviewPanel::wantAsked, this, &TaskDrawer::reviewWanted);
        column->addWidget(panel);
    }
    if (hasTexts()) {
        const bool hasFiles = !m_detail->content.files.empty();
        QList<Tab> tabs{Tab::task, Tab::history};
        QStringList names{tr("Task"), tr("History")};
        if (hasFiles) {
            tabs.insert(1, Tab::files);
            names.insert(1, tr("Files"));
        }
        auto* choices = new Segmented(m_theme, tr("What to show of the task"), names, inside);
        choices->setObjectName(u"drawerTabs"_s);
        choices->setCurrent(static_cast<int>(std::max<qsizetype>(0, tabs.indexOf(m_tab))));
        connect(choices, &Segmented::chosen, this, [this, tabs](int index) {
            m_tab = tabs.at(index);
            // Not from within the signal of what is about to be replaced.
            QMetaObject::invokeMethod(this, &TaskDrawer::render, Qt::QueuedConnection);
        });
        column->addWidget(choices, 0, Qt::AlignLeading);
    }
    column->addWidget(makeTab(inside));
    column->addStretch(1);
    m_area->setWidget(inside);
    inside->setAutoFillBackground(false); // which the area switches on; the pane has painted the ground
    setUpdatesEnabled(true);
    setMinimumWidth(inside->minimumSizeHint().width() + m_area->verticalScrollBar()->sizeHint().width());
    if (hadFocus) {
        auto* again = focusName.isEmpty() ? nullptr : inside->findChild<QWidget*>(focusName);
        again != nullptr && again->isEnabled() ? again->setFocus() : focusFirst();
    }
}

QWidget* TaskDrawer::makeTab(QWidget* parent) {
    auto* tab = new QWidget(parent);
    QVBoxLayout* column = columnOf(tab);
    const Tab shown = hasTexts() ? m_tab : Tab::history;
    switch (shown) {
    case Tab::task:
        addTexts(*column, tab);
        break;
    case Tab::files:
        for (const events::ContentFile& file : m_detail->content.files) {
            column->addWidget(makeFileView(m_theme, file, tab));
        }
        break;
    case Tab::history:
        if (!hasTexts()) {
            column->addWidget(new TextLabel(m_theme, Type::cardTitle, Token::text, tr("History"), tab));
        }
        auto* history = new HistoryList(m_theme, false, tab);
        history->setEntries(m_detail->history);
        column->addWidget(history);
        if (LevelPanel::isFor(*m_detail)) {
            column->addSpacing(4);
            column->addWidget(new LevelPanel(m_theme, *m_detail, tab));
        }
        break;
    }
    return tab;
}

void TaskDrawer::addTexts(QVBoxLayout& column, QWidget* parent) {
    const auto markdownOf = [this](events::TextKind kind) {
        QString text;
        for (const events::Text& each : m_detail->content.texts) {
            if (each.kind == kind) {
                text += QString::fromStdString(each.markdown) + u'\n';
            }
        }
        return withoutTitle(text.trimmed());
    };
    const auto makeText = [this](const QString& name, const QString& markdown) {
        return [this, name, markdown](QWidget* inside) {
            auto* view = new MarkdownView(m_theme, name, inside);
            view->setFitsText(true);
            view->showMarkdown(markdown);
            return view;
        };
    };
    using events::TextKind;
    bool first = true;
    for (const TextKind kind : {TextKind::instructions, TextKind::introduction, TextKind::about}) {
        const QString markdown = markdownOf(kind);
        if (!markdown.isEmpty()) {
            addSection(column, parent, Words::of(kind), first, makeText(Words::of(kind), markdown));
            first = false;
        }
    }
    if (const QString hints = markdownOf(TextKind::hints); !hints.isEmpty()) {
        addSection(column, parent, Words::of(TextKind::hints), false, [this, hints](QWidget* inside) {
            return makeHints(m_theme, hints, inside);
        });
    }
    if (!m_detail->content.links.empty()) {
        addSection(column, parent, tr("Links"), false, [this](QWidget* inside) {
            return makeLinks(m_theme, m_detail->content.links, inside);
        });
    }
}

void TaskDrawer::addSection(
    QVBoxLayout& column, QWidget* parent, const QString& title, bool open,
    std::function<QWidget*(QWidget*)> makeInside) {
    auto* section = new DrawerSection(m_theme, title, std::move(makeInside), parent);
    section->setOpen(m_open.value(title, open));
    connect(section, &DrawerSection::toggled, this, [this, title](bool isOpen) { m_open[title] = isOpen; });
    column.addWidget(section);
}

} // namespace cairn::ui
