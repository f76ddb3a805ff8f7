#pragma once

#include "core/plan/plan_check.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <utility>
#include <vector>

class QVBoxLayout;

namespace cairn::ui {

// What is wrong with a plan, and what might be better, each with the step that mends it where there is one.
class RemarkList : public QWidget {
    Q_OBJECT

public:
    explicit RemarkList(Theme& theme, QWidget* parent = nullptr);

    void show(const plan::PlanCheck& check, const plan::PathPlan& plan);

Q_SIGNALS:
    void orderAsked();                                                 // that of the check
    void dropAsked(const QString& topic, const QString& prerequisite); // is not needed any more
    void topicAsked(const QString& topic);                             // to be shown

private:
    void add(QVBoxLayout& column, const plan::Remark& remark, const plan::PathPlan& plan, bool flaw, bool orders);

    Theme& m_theme;
    QVBoxLayout* m_column;
    QWidget* m_inside = nullptr;
    std::vector<std::pair<plan::Remark, QString>> m_shown{};
};

} // namespace cairn::ui
