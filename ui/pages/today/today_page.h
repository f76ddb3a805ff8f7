#pragma once

#include "core/api/profile.h"
#include "core/api/sync.h"
#include "ui/pages/tasks/task_commands.h"
#include "ui/shell/place.h"

#include <QTimer>

class QGridLayout;
class QScrollArea;
class QStackedLayout;

namespace cairn::ui {

class ActivityCard;
class Card;
class DueCard;
class EmptyState;
class ErrorPanel;
class LevelCard;
class Navigator;
class NextStepCard;
class PathCard;
class ProposalsCard;
class ReviewActions;
class ReviewSession;
class ReviewView;
class ReviewsCard;
class TextLabel;
class Theme;

// What is due, where one stands and what comes next: one answer of the profile as a page of cards. While solved
// problems are reviewed, those stand in the place of the cards.
class TodayPage : public Place {
    Q_OBJECT

public:
    TodayPage(api::Profile& profile, api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);
    ~TodayPage() override;

    void showItem(const QString& id) override; // reviews a task
    QList<QAction*> placeActions() override;
    QList<KeyHint> keyHints() override;
    void focusContent() override;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeCards();
    QWidget* makeSampleCard();
    void makeActions();
    void connectCards();
    void connectReviews();
    void review(const QString& first);
    void showReviews();
    void updateActions();
    void showState(QWidget* state);
    void refresh();
    void render(const api::TodayView& view);
    void showDue();
    void arrange();
    void openTask(const QString& id);

    api::Profile& m_profile;
    api::Sync& m_sync;
    Theme& m_theme;
    Navigator& m_navigator;
    TaskCommands m_commands;
    TextLabel* m_headline = nullptr;
    TextLabel* m_sentence = nullptr;
    Card* m_sample = nullptr;
    ProposalsCard* m_proposals = nullptr;
    LevelCard* m_level = nullptr;
    NextStepCard* m_next = nullptr;
    DueCard* m_due = nullptr;
    ReviewsCard* m_reviews = nullptr;
    ActivityCard* m_activity = nullptr;
    PathCard* m_path = nullptr;
    QGridLayout* m_grid = nullptr;
    QScrollArea* m_area = nullptr;
    EmptyState* m_empty = nullptr;
    ErrorPanel* m_trouble = nullptr;
    QWidget* m_troubleRoom = nullptr;
    QStackedLayout* m_states = nullptr;
    QWidget* m_state = nullptr; // what is shown while nothing is reviewed
    ReviewSession* m_session = nullptr;
    ReviewView* m_reviewView = nullptr;
    ReviewActions* m_reviewActions = nullptr;
    QAction* m_reviewDue = nullptr;
    QAction* m_startNext = nullptr;
    QAction* m_notNow = nullptr;
    QAction* m_why = nullptr;
    std::optional<api::TodayView> m_view; // as it was last shown
    std::optional<bool> m_connected;      // as what is due was last shown
    int m_columns = 0;
    bool m_stale = true;
    QTimer m_changed; // gathers changes that come in a bunch
    QTimer m_midnight;
    api::Request m_request;
    api::Request m_removal;
    api::Subscription m_subscription;
    api::Subscription m_syncSubscription;
};

} // namespace cairn::ui
