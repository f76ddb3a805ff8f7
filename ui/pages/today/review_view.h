#pragma once

#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <string>

class QGridLayout;
class QHBoxLayout;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace cairn::ui {

class AnswerButton;
class Card;
class ErrorPanel;
class Notice;
class ReviewActions;
class ReviewSession;
class ReviewSummary;
class StateChip;
class TextLabel;
class ThinProgressBar;

// A sitting of reviews, one problem at a time, in place of the page's cards. All of it can be done by keyboard: the
// answers have the keys 1-4, and Enter presses what has the focus as Space does.
class ReviewView : public QWidget {
    Q_OBJECT

public:
    ReviewView(Theme& theme, ReviewSession& session, QWidget* parent = nullptr);

    void setActions(ReviewActions& actions); // before it is shown
    void focusFirst();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeInside();
    QHBoxLayout* makeHead(QWidget* parent);
    void makeQuestion();
    void makeAnswers();
    QWidget* makeHints();
    QPushButton* makeKeyed(const QString& text, QKeySequence key, bool keyFirst, QWidget* parent);
    void arrange();
    void render();
    void renderItem();
    void sayItem();

    Theme& m_theme;
    ReviewSession& m_session;
    QScrollArea* m_area;
    TextLabel* m_progress = nullptr;
    QPushButton* m_leave = nullptr; // with its key in a room of their own, as others
    ThinProgressBar* m_bar = nullptr;
    ThinProgressBar* m_loading = nullptr;
    QWidget* m_failedRoom = nullptr;
    ErrorPanel* m_failed = nullptr;
    ReviewSummary* m_summary = nullptr;

    Card* m_card = nullptr;
    StateChip* m_recall = nullptr;
    TextLabel* m_due = nullptr;
    TextLabel* m_title = nullptr;
    TextLabel* m_place = nullptr;
    TextLabel* m_last = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_details = nullptr;
    QGridLayout* m_grid = nullptr;
    std::array<AnswerButton*, 4> m_answers{};
    Notice* m_notice = nullptr;
    QPushButton* m_skip = nullptr;
    QPushButton* m_stop = nullptr;

    QTimer m_slow; // until looking up is shown
    std::string m_shown;
    int m_columns = 0;
};

} // namespace cairn::ui
