#include "ui/pages/tasks/drawer_head.h"

#include "ui/models/proof_text.h"
#include "ui/pages/tasks/own_keys.h"
#include "ui/pages/tasks/plan_menu.h"
#include "ui/pages/tasks/task_commands.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/state_chip.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

QString metaText(const api::TaskDetail& detail) {
    QStringList topics;
    for (const api::TopicName& topic : detail.topics) {
        topics << QString::fromStdString(topic.title);
    }
    QStringList parts;
    if (!topics.isEmpty()) {
        parts << topics.join(u", "_s);
    } else if (!detail.row.module.empty()) {
        parts << QString::fromStdString(detail.row.module);
    }
    parts << DrawerHead::tr("difficulty %1").arg(QLocale().toString(detail.row.difficulty));
    parts << Words::of(detail.row.source);
    if (detail.row.scheduledAt && !detail.row.completedAt) {
        parts << DrawerHead::tr("planned for %1").arg(Words::dayOf(*detail.row.scheduledAt));
    }
    return parts.join(u" · "_s);
}

} // namespace

DrawerHead::DrawerHead(Theme& theme, const api::TaskDetail& detail, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* top = new QHBoxLayout;
    auto* close = makeIconButton(theme, u"close"_s, tr("Close"), this);
    close->setObjectName(kCloseName);
    connect(close, &QToolButton::clicked, this, &DrawerHead::closeAsked);
    top->addWidget(new StateChip(theme, chipFor(detail.row.state), this));
    top->addStretch();
    top->addWidget(makeMore(detail));
    top->addWidget(close);
    column->addLayout(top);

    auto* title = new TextLabel(theme, Type::pageTitle, Token::text, QString::fromStdString(detail.row.title), this);
    title->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(makeParagraph(theme, metaText(detail), this));
    if (!detail.summary.empty()) {
        column->addSpacing(4);
        column->addWidget(makeParagraph(theme, QString::fromStdString(detail.summary), this, Token::text));
    }
    if (!detail.remark.empty() && !detail.cause) { // the panel says why it was not proven
        column->addWidget(makeParagraph(theme, tr("“%1”").arg(QString::fromStdString(detail.remark)), this));
    }
    if (detail.provable &&
        (detail.row.status == events::TaskStatus::scheduled || detail.row.status == events::TaskStatus::in_progress)) {
        column->addWidget(makeParagraph(theme, tr("Proven by %1.").arg(requirementText(*detail.provable)), this));
    }
    if (QWidget* buttons = makeButtons(detail)) {
        column->addSpacing(4);
        column->addWidget(buttons);
    }
    if (!detail.missing.empty() && TaskCommands::applies(api::TaskAction::start, detail.row)) {
        column->addSpacing(4);
        column->addWidget(makeMissing(detail));
    }
}

QWidget* DrawerHead::makeButtons(const api::TaskDetail& detail) {
    auto* buttons = new QWidget(this);
    auto* row = new FlowLayout(buttons, 8); // large text has no room for all of them in a line
    row->setContentsMargins(0, 0, 0, 0);
    QPushButton* primary = nullptr;
    const auto offer = [&](api::TaskAction action, const QString& text) {
        primary = detail.missing.empty() || action != api::TaskAction::start ? makePrimaryButton(m_theme, text, buttons)
                                                                             : makeButton(m_theme, text, buttons);
        primary->setObjectName(kPrimaryName);
        connect(primary, &QPushButton::clicked, this, [this, action] { Q_EMIT actionAsked(action); });
        row->addWidget(primary);
    };
    const auto offerToo = [&](api::TaskAction action, const QString& text, const QString& name) {
        auto* button = makeButton(m_theme, text, buttons);
        button->setObjectName(name);
        connect(button, &QPushButton::clicked, this, [this, action] { Q_EMIT actionAsked(action); });
        row->addWidget(button);
    };
    if (TaskCommands::applies(api::TaskAction::claim, detail.row)) {
        offer(api::TaskAction::claim, tr("Ask for proof"));
        offerToo(api::TaskAction::complete, tr("Complete"), u"drawerComplete"_s);
    } else if (TaskCommands::applies(api::TaskAction::complete, detail.row)) {
        offer(api::TaskAction::complete, tr("Complete"));
    } else if (TaskCommands::applies(api::TaskAction::claimAgain, detail.row)) {
        offer(api::TaskAction::claimAgain, tr("Ask again"));
        offerToo(api::TaskAction::start, tr("Start again"), u"drawerStartAgain"_s);
    } else if (TaskCommands::applies(api::TaskAction::start, detail.row)) {
        const bool again = detail.row.status != events::TaskStatus::scheduled;
        if (detail.missing.empty()) { // else the panel below offers it, with what is missing
            offer(api::TaskAction::start, again ? tr("Start again") : tr("Start"));
        }
    }
    if (TaskCommands::applies(api::TaskAction::skip, detail.row) || primary != nullptr) {
        auto* plan = makeButton(m_theme, tr("Plan"), buttons);
        auto* menu = new PlanMenu(m_theme, plan);
        plan->setMenu(menu);
        plan->setObjectName(u"drawerPlan"_s);
        connect(menu, &PlanMenu::picked, this, &DrawerHead::planAsked);
        row->addWidget(plan);
    }
    const QUrl url(QString::fromStdString(detail.url));
    if (primary == nullptr && MarkdownView::mayOpen(url)) {
        auto* open = makeButton(m_theme, tr("Open original"), buttons, u"external-link"_s);
        connect(open, &QPushButton::clicked, this, [url] { QDesktopServices::openUrl(url); });
        row->addWidget(open);
    }
    if (row->count() == 0) {
        delete buttons;
        return nullptr;
    }
    return buttons;
}

QWidget* DrawerHead::makeMore(const api::TaskDetail& detail) {
    auto* more = makeIconButton(m_theme, u"more"_s, tr("More"), this);
    more->setObjectName(u"drawerMore"_s);
    more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more);
    new OwnKeys(menu);
    more->setMenu(menu);
    const auto add = [&](const QString& icon, const QString& text, auto does) {
        connect(menu->addAction(m_theme.icon(icon), text), &QAction::triggered, this, std::move(does));
    };
    if (TaskCommands::applies(api::TaskAction::claim, detail.row)) {
        add(u"proof"_s, tr("Ask for proof"), [this] { Q_EMIT actionAsked(api::TaskAction::claim); });
    }
    if (TaskCommands::applies(api::TaskAction::skip, detail.row)) {
        add(u"skip"_s, tr("Skip"), [this] { Q_EMIT actionAsked(api::TaskAction::skip); });
    }
    add(u"edit"_s, tr("Edit…"), [this] { Q_EMIT editAsked(); });
    const QUrl url(QString::fromStdString(detail.url));
    if (MarkdownView::mayOpen(url)) {
        add(u"external-link"_s, tr("Open original"), [url] { QDesktopServices::openUrl(url); });
    }
    menu->addSeparator();
    add(u"trash"_s, tr("Delete"), [this] { Q_EMIT actionAsked(api::TaskAction::remove); });
    if (TaskCommands::applies(api::TaskAction::erase, detail.row)) {
        connect(menu->addAction(tr("Erase for ever…")), &QAction::triggered, this, [this] {
            Q_EMIT actionAsked(api::TaskAction::erase);
        });
    }
    return more;
}

QWidget* DrawerHead::makeMissing(const api::TaskDetail& detail) {
    auto* panel = new Card(m_theme, {}, this);
    panel->setGround(Token::lockedGround);
    panel->layout()->setContentsMargins(14, 12, 14, 12);
    auto* title = makeParagraph(
        m_theme, tr("Waits for %n topic(s)", nullptr, static_cast<int>(detail.missing.size())), panel, Token::text);
    title->setStrong(true);
    QStringList links;
    for (const api::TopicName& topic : detail.missing) {
        links << u"<a href=\"%1\" style=\"color: %3\">%2</a>"_s.arg(
            QString::fromStdString(topic.id).toHtmlEscaped(), QString::fromStdString(topic.title).toHtmlEscaped(),
            m_theme.color(Token::accent).name());
    }
    auto* list = makeParagraph(m_theme, links.join(u", "_s), panel);
    list->setObjectName(u"drawerMissing"_s);
    list->setTextFormat(Qt::RichText);
    list->setTextInteractionFlags(Qt::TextBrowserInteraction);
    list->setFocusPolicy(Qt::StrongFocus);
    connect(list, &QLabel::linkActivated, this, &DrawerHead::topicAsked);
    auto* anyway = makeButton(m_theme, tr("Start anyway"), panel);
    anyway->setObjectName(u"drawerStartAnyway"_s);
    connect(anyway, &QPushButton::clicked, this, [this] { Q_EMIT actionAsked(api::TaskAction::startAnyway); });
    panel->body()->addWidget(title);
    panel->body()->addWidget(list);
    panel->body()->addSpacing(4);
    panel->body()->addWidget(anyway, 0, Qt::AlignLeading);
    panel->setAccessibleName(title->text());
    return panel;
}

} // namespace cairn::ui
