#include "ui/shell/status_strip.h"

#include "ui/models/sync_text.h"
#include "ui/shell/strip_button.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace cairn::ui {

class StatusStrip::Dot : public QWidget {
public:
    Dot(Theme& theme, QWidget* parent)
        : QWidget(parent)
        , m_theme(theme) {
        setFixedSize(8, 8);
    }

    void setToken(Token token) {
        m_token = token;
        update();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(m_token));
        painter.drawEllipse(rect());
    }

private:
    Theme& m_theme;
    Token m_token = Token::done;
};

StatusStrip::StatusStrip(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_dot(new Dot(theme, this))
    , m_place(new TextLabel(theme, Type::secondary, Token::muted, {}, this))
    , m_server(new StripButton(theme, this))
    , m_note(new TextLabel(theme, Type::secondary, Token::muted, {}, this))
    , m_doing(new TextLabel(theme, Type::secondary, Token::muted, {}, this))
    , m_bar(new ThinProgressBar(theme, tr("Progress of the work"), this))
    , m_cancel(makeIconButton(theme, u"cancel"_s, tr("Cancel the work"), this))
    , m_standing(new TextLabel(theme, Type::secondary, Token::muted, {}, this)) {
    setAccessibleName(tr("Status"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 1, 16, 0);
    row->setSpacing(6);
    row->addWidget(m_dot);
    row->addWidget(m_place);
    row->addWidget(m_server);
    row->addSpacing(14);
    row->addWidget(m_note);
    row->addWidget(m_doing);
    m_bar->setMaximumWidth(140);
    row->addWidget(m_bar);
    m_cancel->setIconSize(QSize(14, 14));
    m_cancel->setFixedSize(24, 24);
    row->addWidget(m_cancel);
    row->addStretch(1);
    row->addWidget(m_standing);
    const auto resize = [this] {
        setFixedHeight(m_theme.scaled(28));
        update();
    };
    connect(&theme, &Theme::changed, this, resize);
    connect(m_server, &QAbstractButton::clicked, this, &StatusStrip::devicesWanted);
    connect(m_cancel, &QToolButton::clicked, this, &StatusStrip::cancelWanted);
    resize();
    endWork();
    m_note->hide();
    m_server->hide();
    m_server->setAccessibleDescription(tr("Opens Devices"));
}

void StatusStrip::showState(const api::ProfileState& state) {
    m_readOnly = state.readOnly;
    m_place->setText(
        state.readOnly ? tr("Read only: another Cairn is writing to this profile") : tr("On this computer"));
    m_place->setToolTip(tr("Everything is stored in %1").arg(pathText(state.folder)));
    QStringList notes;
    if (state.recovered) {
        notes.append(tr("checked after an unclean end: all in order"));
    }
    if (state.sample) {
        notes.append(tr("with sample data"));
    }
    m_note->setText(notes.join(u" · "_s));
    m_note->setVisible(!notes.isEmpty());
    showPlace();
}

void StatusStrip::showSync(const api::SyncState& state) {
    m_sync = state;
    m_server->setText(syncLine(state));
    m_server->setAccessibleName(m_server->text());
    m_server->setToolTip(syncSentence(state));
    m_server->updateGeometry();
    showPlace();
}

// Who may not write does not send either: then that is the truth to be told.
void StatusStrip::showPlace() {
    const bool joined = m_sync.phase != api::SyncPhase::off && !m_readOnly;
    m_place->setVisible(!joined);
    m_server->setVisible(joined);
    if (joined) {
        m_dot->setToken(clockIsWrong(m_sync) ? Token::inProgress : syncChip(m_sync).ink);
    } else {
        m_dot->setToken(m_readOnly ? Token::inProgress : Token::done);
    }
}

void StatusStrip::showStanding(const api::TodayView& today) {
    if (today.empty) {
        m_standing->clear();
        return;
    }
    const QLocale locale;
    QStringList parts;
    if (today.path) {
        parts.append(QString::fromStdString(today.path->title));
        parts.append(tr("%1 of %2", "finished tasks of all tasks")
                         .arg(locale.toString(today.path->tasksDone), locale.toString(today.path->tasksAll)));
    }
    parts.append(
        today.level.verified > 0 ? tr("level %1, %2 self-reported")
                                       .arg(Words::level(today.level.verified), Words::level(today.level.selfReported))
                                 : tr("level %1 self-reported").arg(Words::level(today.level.selfReported)));
    m_standing->setText(parts.join(u" · "_s));
}

void StatusStrip::beginWork(const QString& doing) {
    m_doing->setText(doing);
    m_bar->setProgress(0, 0);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_doing, m_bar, m_cancel}) {
        widget->show();
    }
}

void StatusStrip::stepWork(const base::ProgressStep& step) {
    if (!step.doing.empty()) {
        m_doing->setText(QString::fromStdString(step.doing));
    }
    m_bar->setProgress(step.done, step.total);
}

void StatusStrip::endWork() {
    for (QWidget* widget : std::initializer_list<QWidget*>{m_doing, m_bar, m_cancel}) {
        widget->hide();
    }
}

void StatusStrip::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::surface));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Token::line));
}

} // namespace cairn::ui
