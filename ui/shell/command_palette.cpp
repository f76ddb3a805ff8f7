#include "ui/shell/command_palette.h"

#include "ui/shell/palette_delegate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kHits = 30;
constexpr int kRows = 10; // seen at once

} // namespace

CommandPalette::CommandPalette(api::Profile& profile, Theme& theme, QWidget* over)
    : QWidget(over)
    , m_profile(profile)
    , m_theme(theme)
    , m_words(new QLineEdit(this))
    , m_list(new QListView(this)) {
    setAccessibleName(tr("Go to anything"));
    m_words->setAccessibleName(tr("Go to anything"));
    m_words->setPlaceholderText(tr("A place, an action, a task, a topic or a path"));
    m_words->addAction(theme.icon(u"search"_s), QLineEdit::LeadingPosition);
    m_words->installEventFilter(this);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus); // the keyboard stays with the words
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_words, &QLineEdit::textChanged, this, &CommandPalette::look);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_list->setCurrentIndex(m_model.index(0, 0));
        place();
    });
    connect(&theme, &Theme::changed, this, &CommandPalette::place);
    over->installEventFilter(this);
    hide();
}

void CommandPalette::open(QList<PaletteEntry> fixed, QStringList recent) {
    if (!isVisible()) {
        m_cameFrom = window()->focusWidget();
    }
    m_words->clear();
    m_model.setWords({});
    m_model.setFixed(std::move(fixed), std::move(recent));
    show();
    raise();
    place();
    m_words->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::leave() {
    m_request = {};
    hide();
    if (m_cameFrom && m_cameFrom->isVisible()) {
        m_cameFrom->setFocus();
    }
}

void CommandPalette::look(const QString& words) {
    m_model.setWords(words);
    if (words.trimmed().isEmpty()) {
        m_request = {};
        return;
    }
    m_request = m_profile.search(words.toStdString(), kHits, [this](base::Expected<std::vector<api::SearchHit>> hits) {
        if (hits) {
            m_model.setHits(*hits);
        }
    });
}

void CommandPalette::choose(const QModelIndex& index) {
    if (index.isValid()) {
        const PaletteEntry entry = m_model.entry(index.row());
        leave();
        Q_EMIT chosen(entry);
    }
}

void CommandPalette::move(int rows) {
    const int count = m_model.rowCount();
    if (count > 0) {
        const int row = std::clamp(m_list->currentIndex().row() + rows, 0, count - 1);
        m_list->setCurrentIndex(m_model.index(row, 0));
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        place();
    } else if (watched == m_words && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down:
            move(1);
            return true;
        case Qt::Key_Up:
            move(-1);
            return true;
        case Qt::Key_PageDown:
            move(kRows);
            return true;
        case Qt::Key_PageUp:
            move(-kRows);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose(m_list->currentIndex());
            return true;
        case Qt::Key_Escape:
            leave();
            return true;
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            return true; // there is nowhere else to go
        default:
            break;
        }
    } else if (watched == m_words && event->type() == QEvent::FocusOut && isVisible()) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::MouseFocusReason || reason == Qt::OtherFocusReason) {
            hide();
        }
    }
    return QWidget::eventFilter(watched, event);
}

QRect CommandPalette::sheet() const {
    const int wide = std::min(m_theme.scaled(600), width() - 32);
    const int rows = std::min(m_model.rowCount(), kRows);
    const int high = m_theme.scaled(32) + 24 + (rows > 0 ? rows * m_theme.scaled(38) + 8 : 0);
    return {(width() - wide) / 2, std::max(16, height() / 9), wide, std::min(high, height() - 32)};
}

void CommandPalette::place() {
    setGeometry(parentWidget()->rect());
    const QRect area = sheet();
    const int field = m_theme.scaled(32);
    m_words->setGeometry(area.left() + 12, area.top() + 12, area.width() - 24, field);
    m_list->setVisible(m_model.rowCount() > 0);
    m_list->setGeometry(
        area.left() + 4, area.top() + 12 + field + 8, area.width() - 8, area.height() - field - 12 - 8 - 8);
}

void CommandPalette::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    QColor veil = m_theme.color(Token::ground);
    veil.setAlphaF(0.6F);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.color(Token::surface));
    painter.setPen(m_theme.mixed(Token::muted, Token::line, 0.35));
    painter.drawRoundedRect(QRectF(sheet()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
}

void CommandPalette::mousePressEvent(QMouseEvent* event) {
    if (!sheet().contains(event->pos())) {
        leave();
    }
}

} // namespace cairn::ui
