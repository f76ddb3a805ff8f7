#pragma once

#include "core/events/vocabulary.h"

#include <QAction>
#include <QList>
#include <QObject>

#include <array>

class QWidget;

namespace cairn::ui {

class Theme;

// What can be done with what is asked, as actions with their keys. They are owned by the page, are seen in menus and
// under F1 while reviews go on, and their keys are the view's alone.
class ReviewActions : public QObject {
    Q_OBJECT

public:
    ReviewActions(const Theme& theme, QWidget& page, QWidget& view);

    // Whether reviews go on, whether something is asked now, and whether it says where it is solved.
    void update(bool isOn, bool asks, bool hasAddress);

    QList<QAction*> all() const;

    QAction* answer(events::ReviewGrade grade) const { return m_answers[static_cast<std::size_t>(grade)]; }

    QAction* const open;
    QAction* const details;
    QAction* const skip;
    QAction* const stopAsking;
    QAction* const leave;

private:
    std::array<QAction*, 4> m_answers;
};

} // namespace cairn::ui
