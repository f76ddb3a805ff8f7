#include "ui/paths/path_editor.h"
#include "ui/paths/remark_list.h"
#include "ui/paths/topic_fields.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kWidth = 1000;
constexpr int kHeight = 800;
constexpr int kFrame = 64; // what the desktop puts around a dialog, and its own bars
constexpr int kList = 264;
constexpr int kMiddle = 320;
constexpr int kIcon = 18;
constexpr int kRemarks = 96;

} // namespace

void PathEditor::build() {
    const QSize room = (parentWidget() != nullptr ? parentWidget()->screen() : screen())->availableGeometry().size();
    resize(
        std::min(m_theme.scaled(kWidth), room.width() - kFrame),
        std::min(m_theme.scaled(kHeight), room.height() - kFrame));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(16);
    column->addWidget(new TextLabel(m_theme, Type::pageTitle, Token::text, windowTitle(), this));
    // Where the screen is low, all of it scrolls but the buttons.
    auto* body = new QWidget;
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(0, 0, 8, 0);
    inside->setSpacing(16);
    inside->addWidget(makeHead());
    auto* middle = new QWidget(body);
    middle->setMinimumHeight(m_theme.scaled(kMiddle));
    auto* both = new QHBoxLayout(middle);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(24);
    both->addWidget(makeTopics());
    both->addWidget(makeFields(), 1);
    inside->addWidget(middle, 1);
    inside->addWidget(makeRemarks());
    auto* area = makeRoom(this);
    area->setWidget(body);
    column->addWidget(area, 1);
    column->addWidget(makeFoot());
}

QScrollArea* PathEditor::makeRoom(QWidget* parent) {
    auto* room = new QScrollArea(parent);
    room->setFrameShape(QFrame::NoFrame);
    room->setWidgetResizable(true);
    room->setFocusPolicy(Qt::NoFocus);
    room->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return room;
}

QWidget* PathEditor::makeHead() {
    auto* head = new QWidget(this);
    auto* grid = new QGridLayout(head);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(10);
    const auto line = [&](const QString& objectName, const QString& name, std::size_t most, int row, int at) {
        auto* field = new QLineEdit(head);
        field->setObjectName(objectName);
        field->setMaxLength(static_cast<int>(most)); // the bytes are counted when it is saved
        auto* label = new QLabel(name, head);
        label->setBuddy(field);
        QString spoken = name;
        field->setAccessibleName(spoken.remove(u'&'));
        grid->addWidget(label, row, at);
        grid->addWidget(field, row, at + 1);
        return field;
    };
    m_title = line(u"planTitle"_s, tr("&Title"), plan::kLineBytes, 0, 0);
    m_language = line(u"planLanguage"_s, tr("&Language"), plan::kLineBytes, 0, 2);
    m_summary = line(u"planSummary"_s, tr("S&ummary"), plan::kSummaryBytes, 1, 0);
    grid->addWidget(m_summary, 1, 1, 1, 3);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(3, 1);
    return head;
}

QWidget* PathEditor::makeTopics() {
    auto* side = new QWidget(this);
    side->setFixedWidth(std::min(m_theme.scaled(kList), width() * 2 / 5));
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(new TextLabel(m_theme, Type::cardTitle, Token::text, tr("Topics, first to last"), side));
    m_topics = new QListWidget(side);
    m_topics->setObjectName(u"planTopics"_s);
    m_topics->setAccessibleName(tr("Topics, in the order in which they are learned"));
    m_topics->setIconSize(QSize(m_theme.scaled(kIcon), m_theme.scaled(kIcon)));
    m_topics->setTextElideMode(Qt::ElideRight);
    m_topics->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_topics, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    auto* add = makeButton(m_theme, tr("&Add topic"), side, u"add"_s);
    add->setObjectName(u"planAddTopic"_s);
    m_up = makeIconButton(m_theme, u"chevron-up"_s, tr("Move up (Alt+Up)"), side);
    m_down = makeIconButton(m_theme, u"chevron-down"_s, tr("Move down (Alt+Down)"), side);
    m_remove = makeIconButton(m_theme, u"trash"_s, tr("Remove topic (Del)"), side);
    m_remove->setObjectName(u"planRemoveTopic"_s);
    row->addWidget(add);
    row->addStretch();
    row->addWidget(m_up);
    row->addWidget(m_down);
    row->addWidget(m_remove);
    column->addLayout(row);
    connect(add, &QPushButton::clicked, this, &PathEditor::addTopic);
    const auto key = [&](const QKeySequence& keys, auto does) {
        connect(new QShortcut(keys, m_topics, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this, does);
    };
    key(QKeySequence::Delete, [this] { removeTopic(); });
    key(Qt::ALT | Qt::Key_Up, [this] { moveTopic(-1); });
    key(Qt::ALT | Qt::Key_Down, [this] { moveTopic(1); });
    return side;
}

QWidget* PathEditor::makeFields() {
    m_room = makeRoom(this);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 8, 0);
    m_noTopic = makeParagraph(
        m_theme,
        tr("A path is made of topics. Each says what it needs first, and has exercises that show that it was "
           "learned. Add the first one."),
        inside);
    m_fields = new TopicFields(m_theme, inside);
    column->addWidget(m_noTopic);
    column->addWidget(m_fields);
    column->addStretch();
    m_room->setWidget(inside);
    return m_room;
}

QWidget* PathEditor::makeRemarks() {
    auto* room = makeRoom(this);
    m_remarks = new RemarkList(m_theme);
    room->setWidget(m_remarks);
    room->setFixedHeight(m_theme.scaled(kRemarks));
    return room;
}

QWidget* PathEditor::makeFoot() {
    auto* foot = new QWidget(this);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_notice = new Notice(m_theme, foot);
    m_notice->setObjectName(u"planNotice"_s);
    column->addWidget(m_notice);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_look = makeButton(m_theme, tr("Look up the documentation"), foot, u"search"_s);
    m_look->setObjectName(u"planLookUp"_s);
    auto* cancel = makeButton(m_theme, tr("Cancel"), foot);
    m_save = makePrimaryButton(m_theme, tr("Save path"), foot);
    m_save->setObjectName(u"planSave"_s);
    for (QPushButton* each : {m_look, cancel, m_save}) {
        each->setAutoDefault(false); // Enter in a cell ends that cell
    }
    m_save->setToolTip(tr("Ctrl+Enter"));
    row->addWidget(m_look);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_save);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &PathEditor::reject);
    return foot;
}

void PathEditor::connectParts() {
    for (QLineEdit* line : {m_title, m_language, m_summary}) {
        connect(line, &QLineEdit::textEdited, this, &PathEditor::edited);
    }
    connect(m_topics, &QListWidget::currentRowChanged, this, &PathEditor::showTopic);
    connect(m_up, &QToolButton::clicked, this, [this] { moveTopic(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveTopic(1); });
    connect(m_remove, &QToolButton::clicked, this, &PathEditor::removeTopic);
    connect(m_fields, &TopicFields::edited, this, &PathEditor::edited);
    connect(m_remarks, &RemarkList::orderAsked, this, &PathEditor::putInOrder);
    connect(m_remarks, &RemarkList::dropAsked, this, [this](const QString& topic, const QString& needed) {
        dropPrerequisite(topic.toStdString(), needed.toStdString());
    });
    connect(m_remarks, &RemarkList::topicAsked, this, [this](const QString& id) { choose(id.toStdString()); });
    connect(m_look, &QPushButton::clicked, this, &PathEditor::lookUp);
    connect(m_save, &QPushButton::clicked, this, &PathEditor::save);
    connect(
        new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, this, &PathEditor::save);
}

} // namespace cairn::ui
