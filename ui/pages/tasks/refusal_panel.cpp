#include "ui/pages/tasks/refusal_panel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr std::size_t kMostLines = 6;

QString html(const std::string& text) {
    return QString::fromStdString(text).toHtmlEscaped();
}

} // namespace

RefusalPanel::RefusalPanel(Theme& theme, QWidget* parent)
    : Card(theme, {}, parent)
    , m_theme(theme)
    , m_headline(makeParagraph(theme, {}, this, Token::text))
    , m_lines(makeParagraph(theme, {}, this))
    , m_anyway(makeButton(theme, tr("Start anyway"), this)) {
    setGround(Token::rustyGround);
    m_headline->setStrong(true);
    m_lines->setTextFormat(Qt::RichText);
    m_lines->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_lines->setFocusPolicy(Qt::StrongFocus);
    auto* close = makeIconButton(theme, u"close"_s, tr("Close this message"), this);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_headline);
    words->addWidget(m_lines);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addLayout(words, 1);
    row->addWidget(m_anyway, 0, Qt::AlignVCenter);
    row->addWidget(close, 0, Qt::AlignTop);
    body()->addLayout(row);
    connect(m_lines, &QLabel::linkActivated, this, &RefusalPanel::topicAsked);
    connect(close, &QToolButton::clicked, this, &RefusalPanel::closed);
    connect(m_anyway, &QPushButton::clicked, this, [this] { Q_EMIT startAnyway(m_targets); });
    hide();
}

QString RefusalPanel::headline(const Refusals& refusals) const {
    const auto refused = static_cast<std::int64_t>(refusals.refused.size());
    if (refusals.asked == 1) {
        const QString title = QString::fromStdString(refusals.refused.front().title);
        return refusals.missing.empty() ? title : tr("%1 waits for what comes before it").arg(title);
    }
    const QLocale locale;
    const QString done = locale.toString(refusals.asked - refused);
    const QString all = locale.toString(refusals.asked);
    if (!refusals.action) {
        return tr("%1 of %2 were planned").arg(done, all);
    }
    switch (*refusals.action) {
    case api::TaskAction::start:
    case api::TaskAction::startAnyway:
        return tr("%1 of %2 were started").arg(done, all);
    case api::TaskAction::complete:
        return tr("%1 of %2 were completed").arg(done, all);
    case api::TaskAction::claim:
    case api::TaskAction::claimAgain:
        return tr("Proof was asked for %1 of %2").arg(done, all);
    case api::TaskAction::skip:
        return tr("%1 of %2 were skipped").arg(done, all);
    case api::TaskAction::remove:
        return tr("%1 of %2 were deleted").arg(done, all);
    }
    return {};
}

void RefusalPanel::show(const Refusals& refusals) {
    m_targets = {};
    QStringList lines;
    if (!refusals.missing.empty()) {
        QStringList links;
        for (const api::TopicName& topic : refusals.missing) {
            links << u"<a href=\"%1\" style=\"color: %3\">%2</a>"_s.arg(
                html(topic.id), html(topic.title), m_theme.color(Token::accent).name());
        }
        lines << tr("Missing: %1").arg(links.join(u", "_s));
    } else {
        for (const api::Refused& each : refusals.refused) {
            if (lines.size() == static_cast<qsizetype>(kMostLines) && refusals.refused.size() > kMostLines + 1) {
                lines << tr("and %n more", "tasks", static_cast<int>(refusals.refused.size() - kMostLines));
                break;
            }
            // The sentence of a refusal may name the task itself.
            const bool named = each.title.empty() || each.why.find(each.title) != std::string::npos;
            lines << (named ? html(each.why) : u"%1: %2"_s.arg(html(each.title), html(each.why)));
        }
    }
    for (const api::Refused& each : refusals.refused) {
        m_targets.ids.push_back(each.id);
        m_targets.title = QString::fromStdString(each.title);
    }
    m_headline->setText(headline(refusals));
    m_lines->setText(lines.join(u"<br>"_s));
    m_anyway->setVisible(refusals.action == api::TaskAction::start);
    setAccessibleName(m_headline->text());
    setVisible(true);
    if (m_anyway->isVisibleTo(this)) {
        m_anyway->setFocus();
    }
}

} // namespace cairn::ui
