#include "ui/pages/today/path_card.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/state_paint.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

ChipButton::ChipButton(Theme& theme, const QString& text, api::TopicStanding standing, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_standing(standing) {
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize ChipButton::sizeHint() const {
    ChipLook look = chipFor(m_standing);
    look.text = text();
    return chipSize(m_theme, look) + QSize(4, 4);
}

void ChipButton::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    ChipLook look = chipFor(m_standing);
    look.text = text();
    const QRect chip = paintChip(painter, m_theme, rect().adjusted(2, 2, -2, -2), look, layoutDirection());
    if (hasFocus() || underMouse()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(hasFocus() ? Token::accent : look.ink), hasFocus() ? 2 : 1));
        const QRectF edge = QRectF(chip).adjusted(-0.5, -0.5, 0.5, 0.5);
        painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2);
    }
}

PathCard::PathCard(Theme& theme, QWidget* parent)
    : Card(theme, tr("On your path"), parent)
    , m_theme(theme)
    , m_bar(new ThinProgressBar(theme, tr("Tasks of the path"), this))
    , m_figures(new TextLabel(theme, Type::body, Token::muted, {}, this))
    , m_position(makeParagraph(theme, {}, this)) {
    auto* open = makePlainButton(theme, tr("Open mindmap"), this);
    header()->addWidget(open);
    hangButton();
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT mindmapAsked(m_path); });
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_bar, 1, Qt::AlignVCenter);
    m_figures->setTabular(true);
    row->addWidget(m_figures);
    body()->addLayout(row);
    body()->addWidget(m_position);
    m_position->setTextFormat(Qt::RichText);
    m_position->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_position->setFocusPolicy(Qt::StrongFocus);
    connect(m_position, &QLabel::linkActivated, this, &PathCard::mindmapAsked);
}

void PathCard::show(const std::optional<api::PathSummary>& path) {
    setVisible(path.has_value());
    if (!path) {
        return;
    }
    const QLocale locale;
    m_path = QString::fromStdString(path->id);
    setTitle(tr("On your path · %1").arg(QString::fromStdString(path->title)));
    m_bar->setProgress(path->tasksDone, path->tasksAll);
    m_figures->setText(tr("%1 / %2").arg(locale.toString(path->tasksDone), locale.toString(path->tasksAll)));
    m_figures->setToolTip(tr("Tasks that are done, of all tasks of the path"));
    const bool finished = path->position.empty();
    m_position->setText(
        finished ? tr("Every topic of it is done.")
                 : tr("You are at %1.")
                       .arg(u"<a href=\"%1\">%2</a>"_s.arg(
                           QString::fromStdString(path->position).toHtmlEscaped(),
                           QString::fromStdString(path->positionTitle).toHtmlEscaped())));
    delete m_chips;
    m_chips = new QWidget(this);
    auto* flow = new FlowLayout(m_chips, 4);
    const auto add = [&](api::TopicStanding standing, const auto& say) {
        const auto count = path->standings.find(standing);
        if (count == path->standings.end() || count->second == 0) {
            return;
        }
        auto* chip = new ChipButton(m_theme, say(static_cast<int>(count->second)), standing, m_chips);
        connect(chip, &QAbstractButton::clicked, this, [this] { Q_EMIT mindmapAsked(m_path); });
        flow->addWidget(chip);
    };
    using api::TopicStanding;
    add(TopicStanding::done, [](int n) { return tr("%n topic(s) done", nullptr, n); });
    add(TopicStanding::in_progress, [](int n) { return tr("%n in progress", nullptr, n); });
    add(TopicStanding::available, [](int n) { return tr("%n available", nullptr, n); });
    add(TopicStanding::locked, [](int n) { return tr("%n locked", nullptr, n); });
    body()->addWidget(m_chips);
}

} // namespace cairn::ui
