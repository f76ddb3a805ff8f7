#include "ui/paths/remark_list.h"

#include "ui/paths/plan_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

using plan::RemarkKind;

namespace {

constexpr std::size_t kMost = 30;
constexpr int kSign = 18;

} // namespace

RemarkList::RemarkList(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
}

void RemarkList::show(const plan::PlanCheck& check, const plan::PathPlan& plan) {
    std::vector<std::pair<plan::Remark, QString>> wanted;
    for (const auto* list : {&check.flaws, &check.hints}) {
        for (const plan::Remark& remark : *list) {
            wanted.emplace_back(remark, remarkSentence(remark, plan));
        }
    }
    if (m_inside != nullptr && wanted == m_shown) {
        return; // whoever is at one of its buttons stays there
    }
    m_shown = std::move(wanted);
    if (m_inside != nullptr) {
        m_inside->hide();
        m_inside->deleteLater(); // it may be what called
        m_column->removeWidget(m_inside);
    }
    m_inside = new QWidget(this);
    auto* column = new QVBoxLayout(m_inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    if (check.flaws.empty() && check.hints.empty()) {
        column->addWidget(makeParagraph(m_theme, tr("The order of topics is sound."), m_inside));
    }
    bool orders = false;
    std::size_t shown = 0;
    for (const plan::Remark& flaw : check.flaws) {
        if (++shown <= kMost) {
            const bool first = flaw.kind == RemarkKind::order && !orders;
            orders = orders || flaw.kind == RemarkKind::order;
            add(*column, flaw, plan, true, first && !check.order.empty());
        }
    }
    for (const plan::Remark& hint : check.hints) {
        if (++shown <= kMost) {
            add(*column, hint, plan, false, false);
        }
    }
    if (shown > kMost) {
        column->addWidget(
            makeParagraph(m_theme, tr("and %n more", nullptr, static_cast<int>(shown - kMost)), m_inside));
    }
    column->addStretch();
    m_column->addWidget(m_inside);
    m_inside->show();
}

void RemarkList::add(
    QVBoxLayout& column, const plan::Remark& remark, const plan::PathPlan& plan, bool flaw, bool orders) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* sign = new QLabel(m_inside);
    const int size = m_theme.scaled(kSign);
    sign->setPixmap(m_theme.icon(flaw ? u"warning"_s : u"info"_s).pixmap(size, size));
    sign->setAccessibleName(flaw ? tr("To be mended") : tr("A hint"));
    row->addWidget(sign);
    auto* words = makeParagraph(m_theme, remarkSentence(remark, plan), m_inside, flaw ? Token::text : Token::muted);
    words->setObjectName(flaw ? u"planFlaw"_s : u"planHint"_s);
    row->addWidget(words, 1);
    const QString topic = remark.topics.empty() ? QString() : QString::fromStdString(remark.topics.front());
    if (orders) {
        auto* mend = makePlainButton(m_theme, tr("Put them in order"), m_inside);
        mend->setObjectName(u"planOrder"_s);
        connect(mend, &QPushButton::clicked, this, &RemarkList::orderAsked);
        row->addWidget(mend);
    } else if (remark.kind == RemarkKind::implied || remark.kind == RemarkKind::unknown_prerequisite) {
        auto* drop = makePlainButton(m_theme, tr("Take it away"), m_inside);
        drop->setObjectName(u"planDrop"_s);
        drop->setAccessibleDescription(words->text());
        const QString needed = QString::fromStdString(remark.topics.at(1));
        connect(drop, &QPushButton::clicked, this, [this, topic, needed] { Q_EMIT dropAsked(topic, needed); });
        row->addWidget(drop);
    } else if (!topic.isEmpty()) {
        auto* go = makePlainButton(m_theme, tr("Show"), m_inside);
        go->setAccessibleDescription(words->text());
        connect(go, &QPushButton::clicked, this, [this, topic] { Q_EMIT topicAsked(topic); });
        row->addWidget(go);
    }
    column.addLayout(row);
}

} // namespace cairn::ui
