#include "ui/pages/mindmap/map_bar.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

void follow(QWidget* button, QAction* action) {
    QObject::connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
    button->setEnabled(action->isEnabled());
}

QToolButton* makeToolButton(Theme& theme, const QString& icon, QAction* action, QWidget* parent) {
    QString name = action->text();
    name.remove(u'&');
    auto* button = makeIconButton(theme, icon, name, parent);
    if (!action->shortcut().isEmpty()) {
        button->setToolTip(MapBar::tr("%1 (%2)", "an action and its shortcut")
                               .arg(name, action->shortcut().toString(QKeySequence::NativeText)));
    }
    QObject::connect(button, &QToolButton::clicked, action, &QAction::trigger);
    follow(button, action);
    return button;
}

} // namespace

MapBar::MapBar(Theme& theme, const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_search(new QLineEdit(this))
    , m_hits(new TextLabel(theme, Type::secondary, Token::muted, {}, this))
    , m_paths(makeButton(theme, {}, this))
    , m_leaveFocus(makeButton(theme, tr("Show the whole path"), this, u"close"_s))
    , m_everything(makeToggle(actions.everything))
    , m_look(new QWidget(this)) {
    m_search->setObjectName(u"mapSearch"_s);
    m_search->setPlaceholderText(tr("Find a topic"));
    m_search->setAccessibleName(tr("Find a topic"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(theme.icon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->setMaximumWidth(theme.scaled(220));
    m_search->setMinimumWidth(theme.scaled(120));
    m_search->installEventFilter(this);
    m_paths->setObjectName(u"mapPaths"_s);
    m_leaveFocus->setObjectName(u"mapLeaveFocus"_s);
    m_leaveFocus->hide();
    m_hits->hide();

    auto* look = new QHBoxLayout(m_look);
    look->setContentsMargins(0, 0, 0, 0);
    look->setSpacing(8);
    look->addWidget(makeToolButton(theme, u"pin"_s, actions.home, m_look));
    look->addSpacing(4);
    look->addWidget(makeToolButton(theme, u"zoom-out"_s, actions.zoomOut, m_look));
    look->addWidget(makeToolButton(theme, u"zoom-in"_s, actions.zoomIn, m_look));
    look->addWidget(makeToolButton(theme, u"fit"_s, actions.fit, m_look));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 16, 20, 12);
    row->setSpacing(8);
    row->setSizeConstraint(QLayout::SetNoConstraint);
    row->addWidget(m_search, 10);
    row->addWidget(m_hits);
    row->addWidget(m_paths);
    row->addWidget(m_everything);
    row->addWidget(m_leaveFocus);
    row->addStretch(1);
    row->addWidget(m_look);
    setMinimumWidth(theme.scaled(240));

    connect(m_search, &QLineEdit::textChanged, this, &MapBar::searchChanged);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { Q_EMIT hitAsked(1); });
    connect(m_leaveFocus, &QPushButton::clicked, actions.leaveFocus, &QAction::trigger);
}

QPushButton* MapBar::makeToggle(QAction* action) {
    QString name = action->text();
    auto* chip = makeChipButton(m_theme, name.remove(u'&'), this);
    chip->setObjectName(u"mapEverything"_s);
    chip->setToolTip(action->toolTip());
    follow(chip, action);
    connect(chip, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::toggled, chip, &QPushButton::setChecked);
    chip->setChecked(action->isChecked());
    return chip;
}

void MapBar::setPaths(const std::vector<api::PathSummary>& paths, const std::string& shown) {
    const auto title = [](const api::PathSummary& path) { return QString::fromStdString(path.title); };
    auto* menu = new QMenu(m_paths);
    auto* group = new QActionGroup(menu);
    const api::PathSummary* here = nullptr;
    for (const api::PathSummary& path : paths) {
        QAction* choice = menu->addAction(title(path).replace(u'&', u"&&"_s));
        choice->setCheckable(true);
        choice->setChecked(path.id == shown);
        group->addAction(choice);
        here = path.id == shown ? &path : here;
        const QString id = QString::fromStdString(path.id);
        connect(choice, &QAction::triggered, this, [this, id] { Q_EMIT pathAsked(id); });
    }
    menu->addSeparator();
    if (here != nullptr && !here->current) {
        const QString id = QString::fromStdString(here->id);
        connect(
            menu->addAction(tr("Follow %1 from now on").arg(title(*here).replace(u'&', u"&&"_s))), &QAction::triggered,
            this, [this, id] { Q_EMIT followAsked(id); });
    }
    if (here != nullptr && here->source == events::TaskSource::own && !here->sample) {
        const QString id = QString::fromStdString(here->id);
        connect(
            menu->addAction(tr("Edit %1…").arg(title(*here).replace(u'&', u"&&"_s))), &QAction::triggered, this,
            [this, id] { Q_EMIT editAsked(id); });
    }
    connect(menu->addAction(tr("New path…")), &QAction::triggered, this, [this] { Q_EMIT editAsked({}); });
    connect(menu->addAction(tr("Import a track…")), &QAction::triggered, this, &MapBar::importAsked);
    QMenu* before = m_paths->menu();
    m_paths->setMenu(menu);
    if (before != nullptr) {
        before->deleteLater();
    }
    const QString name = here != nullptr ? title(*here) : tr("Path");
    m_paths->setText(
        m_paths->fontMetrics().elidedText(name, Qt::ElideRight, m_theme.scaled(200)).replace(u'&', u"&&"_s));
    m_paths->setAccessibleName(tr("Path: %1").arg(name));
}

void MapBar::openPaths() {
    m_paths->showMenu();
}

QString MapBar::searched() const {
    return m_search->text();
}

void MapBar::clearSearch() {
    m_search->clear();
}

void MapBar::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void MapBar::setHits(std::size_t at, std::size_t all) {
    const QLocale locale;
    m_hits->setVisible(!m_search->text().trimmed().isEmpty());
    m_hits->setText(
        all == 0
            ? tr("no topic is called that")
            : tr("%1 of %2")
                  .arg(locale.toString(static_cast<qulonglong>(at)), locale.toString(static_cast<qulonglong>(all))));
    m_search->setAccessibleDescription(m_hits->isVisibleTo(this) ? m_hits->text() : QString());
}

void MapBar::setFocusTopic(const QString& title) {
    m_leaveFocus->setVisible(!title.isEmpty());
    m_leaveFocus->setToolTip(tr("Only %1 and what leads to it is shown (Esc)").arg(title));
}

void MapBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_look->setVisible(width() >= m_theme.scaled(620));
    m_everything->setVisible(width() >= m_theme.scaled(440));
}

bool MapBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ShiftModifier)) {
            Q_EMIT hitAsked(-1);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_search->clear();
        }
        if (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Down) {
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cairn::ui
