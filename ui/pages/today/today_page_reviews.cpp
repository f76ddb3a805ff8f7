// Reviewing, in Today.
#include "ui/models/review_text.h"
#include "ui/pages/today/review_actions.h"
#include "ui/pages/today/review_session.h"
#include "ui/pages/today/review_view.h"
#include "ui/pages/today/reviews_card.h"
#include "ui/pages/today/today_page.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/markdown_view.h"

#include <QApplication>
#include <QDesktopServices>
#include <QStackedLayout>
#include <QUrl>

namespace cairn::ui {

void TodayPage::connectReviews() {
    m_reviewActions = new ReviewActions(m_theme, *this, *m_reviewView);
    m_reviewView->setActions(*m_reviewActions);
    connect(m_reviews, &ReviewsCard::reviewAsked, this, &TodayPage::review);
    connect(m_session, &ReviewSession::changed, this, &TodayPage::showReviews);
    connect(m_session, &ReviewSession::graded, this, [this](const QString& title, QDate due) {
        m_navigator.announce(tr("“%1” comes back %2").arg(title, awayText(due)), true);
    });
    connect(m_session, &ReviewSession::stopped, this, [this](const QString& title) {
        m_navigator.announce(tr("“%1” is not asked any more").arg(title), true);
    });
    connect(m_reviewActions->open, &QAction::triggered, this, [this] {
        const auto* item = m_session->current();
        const QUrl url(item != nullptr ? QString::fromStdString(item->row.url) : QString());
        if (MarkdownView::mayOpen(url)) {
            QDesktopServices::openUrl(url);
        }
    });
    connect(m_reviewActions->details, &QAction::triggered, this, [this] {
        if (const auto* item = m_session->current()) {
            openTask(QString::fromStdString(item->row.item)); // reviews go on when one comes back
        }
    });
    connect(m_reviewActions->skip, &QAction::triggered, m_session, &ReviewSession::skip);
    connect(m_reviewActions->stopAsking, &QAction::triggered, m_session, &ReviewSession::stopAsking);
    connect(m_reviewActions->leave, &QAction::triggered, m_session, &ReviewSession::end);
}

void TodayPage::review(const QString& first) {
    m_navigator.goTo(PlaceId::today); // the palette offers it everywhere
    m_session->begin(first.toStdString());
    m_reviewView->focusFirst();
}

void TodayPage::showItem(const QString& id) {
    m_session->beginWith(id.toStdString());
    m_reviewView->focusFirst();
}

void TodayPage::showReviews() {
    const bool wasShown = m_states->currentWidget() == m_reviewView;
    const auto* item = m_session->current();
    m_reviewActions->update(
        m_session->isOn(), item != nullptr,
        item != nullptr && MarkdownView::mayOpen(QUrl(QString::fromStdString(item->row.url))));
    QWidget* focused = QApplication::focusWidget();
    const bool hadFocus = focused != nullptr && m_reviewView->isAncestorOf(focused);
    showState(m_state);
    if (wasShown && hadFocus && !m_session->isOn()) {
        focusContent();
        m_reviews->focusReview();
    }
}

QList<KeyHint> TodayPage::keyHints() {
    if (!m_session->isOn()) {
        return {};
    }
    return {{{Qt::Key_Space, Qt::Key_Return}, tr("Press what has the frame")}};
}

} // namespace cairn::ui
