#pragma once

#include "core/api/progress.h"
#include "ui/widgets/card.h"

#include <optional>

class QPushButton;

namespace cairn::ui {

// The one task that is offered next, what it opens, and on request why it was chosen.
class NextStepCard : public Card {
    Q_OBJECT

public:
    explicit NextStepCard(Theme& theme, QWidget* parent = nullptr);

    // None: nothing is open; `allDone` says whether because everything is done.
    void show(const std::optional<api::NextStep>& step, bool allDone);

    const std::optional<api::NextStep>& step() const { return m_step; }

    void setExplained(bool explained);
    bool isExplained() const;
    void focusStart();

Q_SIGNALS:
    void startAsked();
    void notNowAsked();
    void taskAsked(const QString& id);
    void importAsked();

private:
    QString leadText() const;
    QString whyText() const;

    TextLabel* m_over;
    TextLabel* m_title;
    TextLabel* m_lead;
    TextLabel* m_reason;
    QPushButton* m_start;
    QPushButton* m_why;
    QPushButton* m_notNow;
    QPushButton* m_import;
    std::optional<api::NextStep> m_step;
};

} // namespace cairn::ui
