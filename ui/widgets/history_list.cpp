#include "ui/widgets/history_list.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLayoutItem>
#include <QPainter>
#include <QVBoxLayout>

#include <memory>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

// The dot of an entry: filled where a server signed or the task was finished, hollow where the fold passed it over.
class Dot : public QWidget {
public:
    Dot(Theme& theme, Token token, bool hollow, QWidget* parent)
        : QWidget(parent)
        , m_theme(theme)
        , m_token(token)
        , m_hollow(hollow) {
        setFixedSize(14, theme.scaled(18));
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_hollow ? QPen(m_theme.color(m_token), 1.5) : QPen(Qt::NoPen));
        painter.setBrush(m_hollow ? QBrush() : QBrush(m_theme.color(m_token)));
        painter.drawEllipse(QPointF(5, height() / 2.0), m_hollow ? 3.25 : 4, m_hollow ? 3.25 : 4);
    }

private:
    Theme& m_theme;
    Token m_token;
    bool m_hollow;
};

Token tokenOf(const api::HistoryEntry& entry) {
    if (entry.undone || entry.refusedFrom) {
        return Token::locked;
    }
    if (entry.type == "task.failed" || entry.type == "task.expired") {
        return Token::rusty; // whoever has signed it
    }
    if (entry.type == "task.started" || entry.type == "task.verification_delayed") {
        return Token::inProgress;
    }
    if (entry.receipted || entry.type == "task.completed" || entry.type == "task.verified") {
        return Token::done;
    }
    return Token::line;
}

} // namespace

HistoryList::HistoryList(Theme& theme, bool showsTitles, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_rows(new QVBoxLayout(this))
    , m_showsTitles(showsTitles) {
    setAccessibleName(tr("History"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(12);
}

void HistoryList::setEntries(const std::vector<api::HistoryEntry>& entries) {
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        std::unique_ptr<QLayoutItem> gone(item);
        if (QWidget* widget = gone->widget()) {
            widget->hide();
            widget->deleteLater();
        }
    }
    for (const api::HistoryEntry& entry : entries) {
        m_rows->addWidget(makeRow(entry));
    }
}

QWidget* HistoryList::makeRow(const api::HistoryEntry& entry) {
    auto* row = new QWidget(this);
    auto* columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(8);
    columns->addWidget(new Dot(m_theme, tokenOf(entry), entry.refusedFrom.has_value(), row), 0, Qt::AlignTop);

    QString what = Words::ofEvent(entry.type);
    if (m_showsTitles && !entry.title.empty()) {
        what = tr("%1: %2", "what happened: to what").arg(what, QString::fromStdString(entry.title));
    }
    const Token ink = entry.undone || entry.refusedFrom ? Token::muted : Token::text;
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* title = new ElidedLabel(m_theme, Type::body, ink, what, row);
    title->setStrong(true);
    title->setStruckOut(entry.undone);
    words->addWidget(title);

    QStringList lines;
    if (const QString detail = historyDetail(entry); !detail.isEmpty()) {
        lines.append(detail);
    }
    if (entry.receipted) {
        lines.append(tr("signed, checked on this computer"));
    }
    if (entry.refusedFrom) {
        lines.append(tr("does not count: the task was %1 then").arg(Words::of(*entry.refusedFrom)));
    }
    if (entry.undone) {
        lines.append(tr("undone"));
    }
    if (!entry.thisDevice && !entry.receipted) { // servers sign, devices do not
        lines.append(tr("on another device"));
    }
    if (!lines.isEmpty()) {
        auto* second = new TextLabel(m_theme, Type::secondary, Token::muted, lines.join(u" · "_s), row);
        second->setWordWrap(true);
        words->addWidget(second);
    }
    columns->addLayout(words, 1);
    auto* when = new TextLabel(m_theme, Type::secondary, Token::muted, Words::moment(entry.at), row);
    when->setTabular(true);
    when->setToolTip(Words::fullMoment(entry.at));
    columns->addWidget(when, 0, Qt::AlignTop);
    row->setAccessibleName(u"%1, %2. %3"_s.arg(what, Words::moment(entry.at), lines.join(u". "_s)));
    return row;
}

} // namespace cairn::ui
