#include "ui/pages/today/due_card.h"

#include "ui/models/task_text.h"
#include "ui/pages/tasks/task_commands.h"
#include "ui/pages/today/list_row.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/state_paint.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace cairn::ui {

namespace {

constexpr int kRow = 44;
constexpr std::size_t kMostRows = 6;

} // namespace

DueRow::DueRow(Theme& theme, const api::TaskRow& task, QDate today, bool connected, bool last, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_task(task)
    , m_last(last) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setText(QString::fromStdString(task.title));
    setObjectName(QStringLiteral("due-") + QString::fromStdString(task.id));
    const QString note = stateNote(task, connected);
    QStringList when;
    if (task.scheduledAt) {
        const QDate day = Words::dateOf(base::Millis(*task.scheduledAt));
        m_overdue = day < today;
        when << (m_overdue ? tr("overdue since %1").arg(Words::day(day, today)) : Words::day(day, today));
    }
    const QString spoken = accessibleTaskText(task, connected);
    setAccessibleName(when.isEmpty() ? spoken : tr("%1, %2").arg(spoken, when[0]));
    if (!note.isEmpty()) { // accessibleTaskText() has it
        when << note;
    }
    m_when = when.join(QStringLiteral(" · "));
    setToolTip(m_when);
    if (TaskCommands::applies(api::TaskAction::claimAgain, task)) {
        m_again = makePlainButton(theme, tr("Ask again"), this);
        m_again->setAccessibleName(tr("Ask again: %1").arg(text()));
        m_again->setObjectName(QStringLiteral("again-") + QString::fromStdString(task.id));
        connect(m_again, &QPushButton::clicked, this, &DueRow::againAsked);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->addStretch();
        row->addWidget(m_again);
        row->addSpacing(chipSize(theme, chipFor(task.state)).width() + kRowPadding); // margins do not mirror
    }
}

QSize DueRow::sizeHint() const {
    return {m_theme.scaled(320), m_theme.scaled(kRow)};
}

void DueRow::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paintListRow(painter, *this, m_theme, m_last);
    const QRect all = rect().adjusted(0, 0, 0, -1);
    const Qt::LayoutDirection direction = layoutDirection();
    const auto text = [&](const QRect& room, const QFont& font, Token ink, const QString& words) {
        painter.setFont(font);
        painter.setPen(m_theme.color(ink));
        painter.drawText(
            QStyle::visualRect(direction, all, room),
            static_cast<int>(QStyle::visualAlignment(direction, Qt::AlignLeft | Qt::AlignVCenter)),
            painter.fontMetrics().elidedText(words, Qt::ElideRight, room.width()));
    };
    const int pad = kRowPadding;
    const int kind = m_theme.scaled(88);
    const ChipLook look = chipFor(m_task.state);
    const int chip = chipSize(m_theme, look).width();
    const QFontMetrics small(m_theme.font(Type::secondary));
    const bool wide = width() > m_theme.scaled(420);
    const int start = pad + (wide ? kind : 0);
    const int end = all.width() - pad - chip;
    const int ends = end - (m_again == nullptr ? 0 : m_again->width());
    const int wanted = m_when.isEmpty() ? 0 : small.horizontalAdvance(m_when) + m_theme.scaled(14);
    // The title has the other half, or what it needs of it.
    const int title = QFontMetrics(m_theme.strong(Type::body)).horizontalAdvance(QAbstractButton::text()) + 2 * pad;
    const int when = std::min(wanted, std::max((ends - start) / 2, ends - start - title));
    if (wide) {
        text(
            QRect(pad, 0, kind - pad, all.height()), m_theme.font(Type::body), Token::muted,
            m_task.kind == events::TaskKind::own ? tr("Task") : tr("Exercise"));
    }
    text(
        QRect(start, 0, ends - start - when - pad, all.height()), m_theme.strong(Type::body), Token::text,
        QString::fromStdString(m_task.title));
    if (when > 0) {
        text(
            QRect(ends - when, 0, when, all.height()), m_theme.font(Type::secondary),
            m_overdue ? Token::rusty : Token::muted, m_when);
    }
    paintChip(painter, m_theme, QStyle::visualRect(direction, all, QRect(end, 0, chip, all.height())), look, direction);
}

DueCard::DueCard(Theme& theme, QWidget* parent)
    : Card(theme, tr("Due now"), parent)
    , m_theme(theme) {
    auto* allTasks = makePlainButton(theme, tr("All tasks"), this);
    header()->addWidget(allTasks);
    // Words stand in line, whatever room rows and the button keep around theirs.
    hangButton();
    body()->setContentsMargins(kButtonPadding - kRowPadding, 0, kButtonPadding - kRowPadding, 0);
    connect(allTasks, &QPushButton::clicked, this, &DueCard::allAsked);
}

void DueCard::show(const std::vector<api::TaskRow>& due, QDate today, bool connected) {
    QWidget* focused = QApplication::focusWidget();
    const QString focusName =
        m_rows != nullptr && focused != nullptr && m_rows->isAncestorOf(focused) ? focused->objectName() : QString();
    delete m_rows;
    m_rows = new QWidget(this);
    auto* column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const std::size_t shown = due.size() > kMostRows + 1 ? kMostRows : due.size();
    for (std::size_t i = 0; i < shown; ++i) {
        auto* row = new DueRow(m_theme, due[i], today, connected, i + 1 == shown, m_rows);
        const QString id = QString::fromStdString(due[i].id);
        connect(row, &QAbstractButton::clicked, this, [this, id] { Q_EMIT taskAsked(id); });
        connect(row, &DueRow::againAsked, this, [this, id, title = row->text()] { Q_EMIT againAsked(id, title); });
        column->addWidget(row);
    }
    if (shown < due.size()) {
        auto* more = makePlainButton(m_theme, tr("and %n more", "tasks", static_cast<int>(due.size() - shown)), m_rows);
        connect(more, &QPushButton::clicked, this, &DueCard::allAsked);
        column->addWidget(more, 0, Qt::AlignLeading);
    }
    if (due.empty()) {
        auto* nothing = makeParagraph(
            m_theme, tr("Nothing is due. What you start, and what you plan for a day, stands here."), m_rows);
        nothing->setContentsMargins(kRowPadding, 0, kRowPadding, 0);
        column->addWidget(nothing);
    }
    body()->insertWidget(0, m_rows, 0, Qt::AlignTop);
    if (auto* again = focusName.isEmpty() ? nullptr : m_rows->findChild<QWidget*>(focusName)) {
        again->setFocus();
    }
}

} // namespace cairn::ui
