#include "ui/pages/tasks/task_delegate.h"

#include "ui/models/task_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/difficulty_dots.h"
#include "ui/widgets/state_paint.h"

#include <QApplication>
#include <QPainter>
#include <QTextOption>

namespace cairn::ui {

namespace {

constexpr int kMostTexts = 2000; // several screens of them

} // namespace

TaskDelegate::TaskDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_texts(kMostTexts) {
    connect(&theme, &Theme::changed, this, [this] {
        m_texts.clear();
        m_stamps.clear();
    });
}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const {
    return {0, m_theme.scaled(kRowHeight)};
}

void TaskDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const int padding = m_theme.scaled(kPadding);
    const QRect room = option.rect.adjusted(
        index.column() == TaskModel::TitleColumn && option.direction == Qt::LeftToRight ? 0 : padding, 0,
        index.column() == TaskModel::TitleColumn && option.direction == Qt::RightToLeft ? 0 : -padding, 0);
    const QRect inCell = room.translated(-option.rect.topLeft());
    const auto write = [&](const QString& what, int column, const QRect& where, const QFont& font, Token ink,
                           Qt::Alignment alignment) {
        painter->setFont(font);
        painter->setPen(m_theme.color(ink));
        const QStaticText& words = shaped({what, column, where.size(), option.direction}, *painter);
        const QSize size = words.size().toSize();
        const QRect place = QStyle::alignedRect(option.direction, alignment | Qt::AlignVCenter, size, where);
        painter->drawStaticText(place.topLeft(), words);
    };
    const auto text = [&](const QFont& font, Token ink, Qt::Alignment alignment) {
        write(index.data().toString(), index.column(), room, font, ink, alignment);
    };
    const auto stamp = [&](int look, const auto& paint) {
        painter->drawPixmap(
            option.rect.topLeft(),
            stamped({look, index.column(), option.rect.size(), option.direction}, *painter, paint));
    };
    switch (index.column()) {
    case TaskModel::CheckColumn:
        paintCheck(*painter, option, index.data(Qt::CheckStateRole).toInt() == Qt::Checked);
        break;
    case TaskModel::TitleColumn:
        if (const QString note = index.data(TaskModel::NoteRole).toString(); !note.isEmpty()) {
            const int middle = room.top() + room.height() * 11 / 20; // the title is the larger
            const QRect above(room.left(), room.top(), room.width(), middle - room.top());
            const QRect below(room.left(), middle, room.width(), room.bottom() - middle);
            write(
                index.data().toString(), index.column(), above, m_theme.strong(Type::body), Token::text, Qt::AlignLeft);
            // It explains the column of states, where no other text is written.
            write(note, TaskModel::StateColumn, below, m_theme.font(Type::secondary), Token::muted, Qt::AlignLeft);
        } else {
            text(m_theme.strong(Type::body), Token::text, Qt::AlignLeft);
        }
        break;
    case TaskModel::DifficultyColumn:
        stamp(index.data(TaskModel::DifficultyRole).toInt(), [&](QPainter& onto, int difficulty) {
            DifficultyDots::paint(onto, m_theme, inCell, difficulty, option.direction);
        });
        break;
    case TaskModel::StateColumn:
        stamp(index.data(TaskModel::StateRole).toInt(), [&](QPainter& onto, int state) {
            paintChip(onto, m_theme, inCell, chipFor(static_cast<api::TaskState>(state)), option.direction);
        });
        break;
    case TaskModel::DateColumn:
        text(m_theme.tabular(Type::body), Token::muted, Qt::AlignRight);
        break;
    default:
        text(m_theme.font(Type::body), Token::muted, Qt::AlignLeft);
    }
    painter->restore();
}

const QStaticText& TaskDelegate::shaped(const Cell<QString>& text, const QPainter& painter) const {
    QStaticText* words = m_texts.object(text);
    if (words == nullptr) {
        words = new QStaticText(painter.fontMetrics().elidedText(text.what, Qt::ElideRight, text.size.width()));
        QTextOption reading;
        reading.setTextDirection(text.direction);
        words->setTextOption(reading);
        words->setTextFormat(Qt::PlainText);
        words->prepare({}, painter.font());
        m_texts.insert(text, words);
    }
    return *words;
}

template<class Paint>
const QPixmap& TaskDelegate::stamped(const Cell<int>& look, const QPainter& painter, const Paint& paint) const {
    const qreal ratio = painter.device()->devicePixelRatioF();
    QPixmap& picture = m_stamps[look];
    if (picture.isNull() || picture.devicePixelRatio() != ratio) {
        picture = QPixmap(look.size * ratio);
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::transparent);
        QPainter onto(&picture);
        paint(onto, look.what);
    }
    return picture;
}

void TaskDelegate::paintCheck(QPainter& painter, const QStyleOptionViewItem& option, bool checked) const {
    QStyleOptionButton box;
    const int side = m_theme.scaled(16);
    box.rect = QStyle::alignedRect(option.direction, Qt::AlignCenter, QSize(side, side), option.rect);
    box.palette = option.palette;
    box.state = QStyle::State_Enabled | (checked ? QStyle::State_On : QStyle::State_Off);
    box.state.setFlag(QStyle::State_MouseOver, option.state.testFlag(QStyle::State_MouseOver));
    const QStyle* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, &painter, option.widget);
}

} // namespace cairn::ui
