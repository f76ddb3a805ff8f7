#pragma once

#include "ui/pages/tasks/task_commands.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace cairn::ui {

// What a command passed over and why: for one task that misses prerequisites these as links; for several a line each.
// A start can be repeated in spite of it.
class RefusalPanel : public Card {
    Q_OBJECT

public:
    explicit RefusalPanel(Theme& theme, QWidget* parent = nullptr);

    void show(const Refusals& refusals);

Q_SIGNALS:
    void startAnyway(const cairn::ui::TaskTargets& targets);
    void topicAsked(const QString& id);
    void closed();

private:
    QString headline(const Refusals& refusals) const;

    Theme& m_theme;
    TextLabel* m_headline;
    TextLabel* m_lines;
    QPushButton* m_anyway;
    TaskTargets m_targets;
};

} // namespace cairn::ui
