#include "ui/pages/tasks/filter_popups.h"

#include "ui/pages/tasks/own_keys.h"
#include "ui/theme/theme.h"

#include <QDateEdit>
#include <QFormLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QRadioButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace cairn::ui {

namespace {

constexpr int kLongList = 9; // from here on a list can be searched
constexpr int kIdRole = Qt::UserRole;

} // namespace

FilterPopup::FilterPopup(const Theme& theme, QWidget* parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_theme(theme) {
    new OwnKeys(this);
    setAttribute(Qt::WA_WindowPropagation);
}

void FilterPopup::openBelow(const QWidget& anchor) {
    adjustSize();
    const QPoint start = anchor.mapToGlobal(
        layoutDirection() == Qt::RightToLeft ? QPoint(anchor.width() - width(), anchor.height() + 4)
                                             : QPoint(0, anchor.height() + 4));
    const QRect screen = anchor.screen()->availableGeometry();
    const int x = std::clamp(start.x(), screen.left(), std::max(screen.left(), screen.right() - width()));
    const int below =
        start.y() + height() <= screen.bottom() ? start.y() : anchor.mapToGlobal(QPoint()).y() - height() - 4;
    move(x, std::max(screen.top(), below));
    show();
}

void FilterPopup::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::surface));
    painter.setPen(m_theme.color(Token::line));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

ChoicePopup::ChoicePopup(const Theme& theme, const QString& name, Kind kind, QWidget* parent)
    : FilterPopup(theme, parent)
    , m_kind(kind)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    m_search->setPlaceholderText(tr("Type to narrow"));
    m_search->setAccessibleName(tr("Narrow the list of %1").arg(name));
    m_search->installEventFilter(this);
    m_list->setAccessibleName(name);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &ChoicePopup::narrow);
    connect(m_list, &QListWidget::itemClicked, this, &ChoicePopup::choose);
}

void ChoicePopup::setItems(const QList<Item>& items) {
    const QSignalBlocker blocked(m_list);
    m_list->clear();
    int widest = 120;
    for (const Item& item : items) {
        auto* line = new QListWidgetItem(item.title, m_list);
        line->setData(kIdRole, item.id);
        line->setSizeHint({0, m_theme.scaled(32)});
        line->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        line->setCheckState(item.chosen ? Qt::Checked : Qt::Unchecked);
        widest = std::max(widest, m_list->fontMetrics().horizontalAdvance(item.title));
    }
    const bool isLong = items.size() >= kLongList;
    m_search->setVisible(isLong);
    m_search->clear();
    const int lines = std::clamp(static_cast<int>(items.size()), 1, 10);
    m_list->setFixedSize(std::min(widest + m_theme.scaled(64), m_theme.scaled(340)), lines * m_theme.scaled(32) + 4);
}

void ChoicePopup::showEvent(QShowEvent* event) {
    FilterPopup::showEvent(event);
    if (m_search->isVisible()) {
        m_search->setFocus();
    } else {
        m_list->setFocus();
    }
    if (m_list->currentRow() < 0) {
        m_list->setCurrentRow(0);
    }
}

bool ChoicePopup::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) {
        return FilterPopup::eventFilter(watched, event);
    }
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool inList = watched == m_list;
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || (inList && key->key() == Qt::Key_Space)) {
        if (m_list->currentItem() != nullptr && !m_list->currentItem()->isHidden()) {
            choose(m_list->currentItem());
        }
        return true;
    }
    if (!inList && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up)) {
        m_list->setFocus();
        QCoreApplication::sendEvent(m_list, event);
        return true;
    }
    return FilterPopup::eventFilter(watched, event);
}

void ChoicePopup::choose(QListWidgetItem* item) {
    const bool wasChosen = item->checkState() == Qt::Checked;
    QStringList ids;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* line = m_list->item(row);
        if (line == item) {
            line->setCheckState(wasChosen ? Qt::Unchecked : Qt::Checked);
        } else if (m_kind == Kind::one) {
            line->setCheckState(Qt::Unchecked);
        }
        if (line->checkState() == Qt::Checked) {
            ids << line->data(kIdRole).toString();
        }
    }
    if (m_kind == Kind::one) {
        close();
    }
    Q_EMIT chosen(ids);
}

void ChoicePopup::narrow(const QString& text) {
    QListWidgetItem* first = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* line = m_list->item(row);
        line->setHidden(!line->text().contains(text, Qt::CaseInsensitive));
        first = first == nullptr && !line->isHidden() ? line : first;
    }
    m_list->setCurrentItem(first);
}

DifficultyPopup::DifficultyPopup(const Theme& theme, QWidget* parent)
    : FilterPopup(theme, parent)
    , m_from(new QSpinBox(this))
    , m_to(new QSpinBox(this)) {
    auto* layout = new QFormLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->addRow(tr("From"), m_from);
    layout->addRow(tr("To"), m_to);
    m_from->setRange(1, 10);
    m_to->setRange(1, 10);
    m_to->setValue(10);
    m_from->setAccessibleName(tr("Least difficulty"));
    m_to->setAccessibleName(tr("Greatest difficulty"));
    const auto tell = [this] { Q_EMIT chosen(m_from->value(), m_to->value()); };
    connect(m_from, &QSpinBox::valueChanged, this, [this, tell](int from) {
        const QSignalBlocker blocked(m_to);
        m_to->setValue(std::max(m_to->value(), from));
        tell();
    });
    connect(m_to, &QSpinBox::valueChanged, this, [this, tell](int to) {
        const QSignalBlocker blocked(m_from);
        m_from->setValue(std::min(m_from->value(), to));
        tell();
    });
}

void DifficultyPopup::setRange(int from, int to) {
    const QSignalBlocker blockedFrom(m_from);
    const QSignalBlocker blockedTo(m_to);
    m_from->setValue(from);
    m_to->setValue(to);
}

DatePopup::DatePopup(const Theme& theme, QWidget* parent)
    : FilterPopup(theme, parent)
    , m_from(new QDateEdit(this))
    , m_to(new QDateEdit(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    for (const QString& name : {tr("Any day"), tr("Today"), tr("This week"), tr("Overdue"), tr("Between")}) {
        auto* kind = new QRadioButton(name, this);
        m_kinds << kind;
        layout->addWidget(kind);
        connect(kind, &QRadioButton::clicked, this, [this, kind] {
            tell();
            if (kind != m_kinds.last()) {
                close();
            }
        });
    }
    auto* days = new QFormLayout;
    days->setContentsMargins(24, 0, 0, 0);
    days->addRow(tr("From"), m_from);
    days->addRow(tr("To"), m_to);
    layout->addLayout(days);
    for (QDateEdit* day : {m_from, m_to}) {
        day->setCalendarPopup(true);
        connect(day, &QDateEdit::dateChanged, this, [this] {
            m_kinds.last()->setChecked(true);
            tell();
        });
    }
    m_from->setAccessibleName(tr("First day"));
    m_to->setAccessibleName(tr("Last day"));
}

void DatePopup::setChoice(const TaskChoice& choice, QDate today) {
    const QSignalBlocker blockedFrom(m_from);
    const QSignalBlocker blockedTo(m_to);
    m_kinds.at(static_cast<int>(choice.when))->setChecked(true);
    m_from->setDate(choice.from.isValid() ? choice.from : today.addDays(-30));
    m_to->setDate(choice.to.isValid() ? choice.to : today);
}

void DatePopup::tell() {
    const auto kind = std::ranges::find_if(m_kinds, [](const QRadioButton* each) { return each->isChecked(); });
    const auto when = static_cast<TaskChoice::When>(kind - m_kinds.begin());
    const bool range = when == TaskChoice::When::range;
    const QDate first = std::min(m_from->date(), m_to->date());
    const QDate last = std::max(m_from->date(), m_to->date());
    Q_EMIT chosen(when, range ? first : QDate(), range ? last : QDate());
}

} // namespace cairn::ui
