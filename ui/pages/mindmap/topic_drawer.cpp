#include "ui/pages/mindmap/topic_drawer.h"

#include "ui/mindmap/map_words.h"
#include "ui/pages/mindmap/topic_note.h"
#include "ui/paths/plan_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/state_chip.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

TopicDrawer::TopicDrawer(Theme& theme, QWidget* parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_note(new TopicNote(theme, this)) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    m_note->hide();
    connect(m_note, &TopicNote::saved, this, &TopicDrawer::noteSaved);
    connect(m_note, &TopicNote::earlierAsked, this, &TopicDrawer::earlierNotesAsked);
    connect(&theme, &Theme::changed, this, [this] {
        if (m_detail) {
            render(); // links carry their colour in the text
        }
    });
}

const api::TaskRow* TopicDrawer::nextTask(const api::TopicDetail& detail) {
    using State = api::TaskState;
    std::vector<std::vector<State>> order{{State::in_progress}};
    if (detail.row.standing != api::TopicStanding::locked) { // some practice of it may be open all the same
        order.insert(
            order.end(), {{State::failed}, {State::available, State::scheduled}, {State::expired, State::skipped}});
    }
    for (const auto& wanted : order) {
        const auto found = std::ranges::find_first_of(detail.tasks, wanted, {}, &api::TaskRow::state);
        if (found != detail.tasks.end()) {
            return &*found;
        }
    }
    return nullptr;
}

bool TopicDrawer::hasTexts(const api::TopicDetail& detail) {
    return std::ranges::any_of(detail.content.texts, [](const events::Text& text) { return !text.markdown.empty(); });
}

void TopicDrawer::showTopic(
    const api::TopicDetail& detail, const std::vector<api::TopicName>& needs,
    const std::vector<api::TopicName>& opens) {
    const bool isOther = !m_detail || m_detail->row.id != detail.row.id;
    m_detail = detail;
    m_needs = needs;
    m_opens = opens;
    if (isOther) {
        m_readingOpen = false;
        m_allTasks = false;
    }
    m_note->setNote(QString::fromStdString(detail.row.id), QString::fromStdString(detail.note));
    render();
    if (isOther) {
        verticalScrollBar()->setValue(0);
    }
}

void TopicDrawer::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
    m_note->setReadOnly(readOnly);
}

void TopicDrawer::setHasEarlierNotes(bool has) {
    m_note->setHasEarlier(has);
}

// What had the keyboard is found again by its name; the note is the same widget throughout.
void TopicDrawer::render() {
    const QWidget* keyboard = QApplication::focusWidget();
    const QWidget* holder = m_inside != nullptr && m_inside->isAncestorOf(keyboard) ? keyboard : nullptr;
    const bool noteHolds = holder != nullptr && m_note->isAncestorOf(holder);
    const QString holderName = holder != nullptr ? holder->objectName() : QString();
    const int scrolled = verticalScrollBar()->value();

    m_note->setParent(this);
    m_reading = nullptr;
    auto* inside = new QWidget;
    inside->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(24, 20, 24, 24);
    column->setSpacing(8);
    m_inside = inside;
    addHead(*column);
    addLocked(*column);
    addActions(*column);
    addText(*column);
    addTasks(*column);
    addLinks(*column);
    column->addSpacing(14);
    column->addWidget(m_note);
    column->addStretch();
    m_note->setReadOnly(m_readOnly); // and by that seen
    if (QWidget* before = takeWidget()) {
        before->hide();
        before->deleteLater(); // it may be what has asked for this
    }
    setWidget(inside);
    inside->setAutoFillBackground(false);
    inside->layout()->activate();
    verticalScrollBar()->setValue(scrolled);
    if (noteHolds) {
        m_note->findChild<QWidget*>(holderName)->setFocus();
    } else if (!holderName.isEmpty()) {
        if (auto* again = inside->findChild<QWidget*>(holderName)) {
            again->setFocus();
        }
    }
}

void TopicDrawer::addTitle(QVBoxLayout& column, const QString& text) {
    column.addSpacing(14);
    column.addWidget(new TextLabel(m_theme, Type::cardTitle, Token::text, text, m_inside));
}

void TopicDrawer::addHead(QVBoxLayout& column) {
    const api::TopicRow& topic = m_detail->row;
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    auto* close = makeIconButton(m_theme, u"close"_s, tr("Close"), m_inside);
    close->setObjectName(u"topicClose"_s);
    connect(close, &QToolButton::clicked, this, &TopicDrawer::closeAsked);
    top->addWidget(new StateChip(m_theme, MapWords::stateChip(topic), topic.standing, m_inside));
    if (topic.unlocked) {
        top->addWidget(new StateChip(m_theme, ChipLook{tr("opened by choice"), u"flag"_s}, m_inside));
    }
    top->addStretch();
    top->addWidget(close);
    column.addLayout(top);

    auto* title = new TextLabel(m_theme, Type::pageTitle, Token::text, QString::fromStdString(topic.title), m_inside);
    title->setObjectName(u"topicTitle"_s);
    title->setWordWrap(true);
    column.addWidget(title);
    if (QWidget* neighbours = makeNeighbours()) {
        column.addWidget(neighbours);
    }
    if (topic.required > 0) {
        column.addSpacing(4);
        auto* bar = new ThinProgressBar(m_theme, tr("Tasks that count for this topic"), m_inside);
        bar->setProgress(topic.requiredDone, topic.required);
        column.addWidget(bar);
    }
    QStringList facts;
    if (topic.required > 0) {
        facts += tr("%1 of %n task(s) done", nullptr, static_cast<int>(topic.required)).arg(topic.requiredDone);
    }
    if (m_detail->levelHundredths > 0) {
        const QString level = Words::level(m_detail->levelHundredths);
        facts += m_detail->verifiedLevelHundredths == m_detail->levelHundredths
                     ? tr("level %1").arg(level)
                     : tr("level %1, %2 verified").arg(level, Words::level(m_detail->verifiedLevelHundredths));
    }
    if (!facts.isEmpty()) {
        column.addWidget(new TextLabel(m_theme, Type::secondary, Token::muted, facts.join(u" · "_s), m_inside));
    }
    if (!m_detail->summary.empty()) {
        column.addSpacing(4);
        column.addWidget(makeParagraph(m_theme, QString::fromStdString(m_detail->summary), m_inside, Token::text));
    }
    if (m_detail->documentation != plan::Standing::unnamed) {
        column.addSpacing(4);
        const auto text = documentationText(m_detail->documentation, m_detail->documented);
        auto* documentation = new Notice(m_theme, m_inside);
        documentation->setObjectName(u"topicDocumentation"_s);
        documentation->say(text.kind, text.sentence, text.more);
        column.addWidget(documentation);
    }
}

QString TopicDrawer::linked(const std::vector<api::TopicName>& topics) const {
    constexpr std::size_t kMost = 8;
    QStringList links;
    for (const api::TopicName& topic : topics) {
        if (links.size() == kMost && topics.size() > kMost + 1) {
            links += tr("%n more", nullptr, static_cast<int>(topics.size() - kMost));
            break;
        }
        links += u"<a href=\"%1\" style=\"color: %3; text-decoration: none\">%2</a>"_s.arg(
            QString::fromStdString(topic.id).toHtmlEscaped(), QString::fromStdString(topic.title).toHtmlEscaped(),
            m_theme.color(Token::accent).name());
    }
    return MapWords::list(links);
}

QWidget* TopicDrawer::makeNeighbours() {
    QStringList sentences;
    if (!m_needs.empty()) {
        sentences += tr("Needs %1.").arg(linked(m_needs));
    }
    if (!m_opens.empty()) {
        sentences += tr("Opens %1.").arg(linked(m_opens));
    }
    if (sentences.isEmpty()) {
        return nullptr;
    }
    auto* label = makeParagraph(m_theme, sentences.join(u' '), m_inside);
    label->setObjectName(u"topicNeighbours"_s);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setFocusPolicy(Qt::StrongFocus);
    connect(label, &QLabel::linkActivated, this, &TopicDrawer::topicAsked);
    return label;
}

void TopicDrawer::addActions(QVBoxLayout& column) {
    auto* buttons = new QWidget(m_inside);
    auto* row = new FlowLayout(buttons, 8);
    row->setContentsMargins(0, 0, 0, 0);
    const api::TaskRow* next = nextTask(*m_detail);
    if (next != nullptr && (!m_readOnly || next->state == api::TaskState::in_progress)) {
        const bool goesOn = next->state == api::TaskState::in_progress;
        auto* primary = makePrimaryButton(m_theme, goesOn ? tr("Continue") : tr("Start"), buttons);
        primary->setObjectName(u"topicNext"_s);
        primary->setToolTip(QString::fromStdString(next->title));
        primary->setAccessibleDescription(QString::fromStdString(next->title));
        const QString id = QString::fromStdString(next->id);
        connect(primary, &QPushButton::clicked, this, [this, id, goesOn] {
            goesOn ? Q_EMIT taskAsked(id) : Q_EMIT startAsked(id);
        });
        row->addWidget(primary);
    }
    if (hasTexts(*m_detail)) {
        auto* button = makeButton(m_theme, m_readingOpen ? tr("Hide the text") : tr("Read"), buttons);
        button->setObjectName(u"topicRead"_s);
        connect(button, &QPushButton::clicked, this, [this] {
            if (m_readingOpen) {
                m_readingOpen = false;
                render();
            } else {
                read();
            }
        });
        row->addWidget(button);
    }
    if (!m_needs.empty()) {
        auto* button = makeButton(m_theme, tr("Focus"), buttons);
        button->setObjectName(u"topicFocus"_s);
        button->setToolTip(tr("Show only this topic and what leads to it"));
        connect(button, &QPushButton::clicked, this, &TopicDrawer::focusAsked);
        row->addWidget(button);
    }
    buttons->setVisible(row->count() > 0);
    column.addSpacing(8);
    column.addWidget(buttons);
}

void TopicDrawer::read() {
    m_readingOpen = m_detail && hasTexts(*m_detail);
    if (m_readingOpen) {
        render();
        // The text has its height once the layout has been gone through.
        QTimer::singleShot(0, this, [this] {
            if (m_reading != nullptr) {
                verticalScrollBar()->setValue(m_reading->y() - 12);
            }
        });
    }
}

void TopicDrawer::editNote() {
    m_note->edit();
    ensureWidgetVisible(m_note);
}

void TopicDrawer::saveNote() {
    m_note->finish();
}

void TopicDrawer::focusFirst() {
    for (const QString& name : {u"topicNext"_s, u"topicUnlock"_s, u"topicRead"_s, u"topicClose"_s}) {
        if (auto* first = m_inside != nullptr ? m_inside->findChild<QWidget*>(name) : nullptr) {
            first->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

} // namespace cairn::ui
