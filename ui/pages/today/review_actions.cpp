#include "ui/pages/today/review_actions.h"

#include "ui/models/review_text.h"
#include "ui/theme/theme.h"

#include <QWidget>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

QAction* make(QWidget& page, QWidget& view, const QIcon& icon, const QString& text, Qt::Key key) {
    auto* action = new QAction(icon, text, &page);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setAutoRepeat(false); // a key that is held answers once
    action->setVisible(false);
    view.addAction(action);
    return action;
}

QAction* makeAnswer(QWidget& page, QWidget& view, events::ReviewGrade grade, Qt::Key key) {
    return make(page, view, {}, ReviewActions::tr("Answer: %1").arg(gradeName(grade)), key);
}

} // namespace

ReviewActions::ReviewActions(const Theme& theme, QWidget& page, QWidget& view)
    : QObject(&page)
    , open(make(page, view, theme.icon(u"external-link"_s), tr("Open the problem"), Qt::Key_O))
    , details(make(page, view, theme.icon(u"tasks"_s), tr("Show the task"), Qt::Key_T))
    , skip(make(page, view, theme.icon(u"skip"_s), tr("Skip for now"), Qt::Key_N))
    , stopAsking(make(page, view, theme.icon(u"cancel"_s), tr("Do not ask again"), Qt::Key_D))
    , leave(make(page, view, theme.icon(u"close"_s), tr("Stop reviewing"), Qt::Key_Escape))
    , m_answers{
          makeAnswer(page, view, events::ReviewGrade::again, Qt::Key_1),
          makeAnswer(page, view, events::ReviewGrade::hard, Qt::Key_2),
          makeAnswer(page, view, events::ReviewGrade::good, Qt::Key_3),
          makeAnswer(page, view, events::ReviewGrade::easy, Qt::Key_4)} {
    update(false, false, false);
}

void ReviewActions::update(bool isOn, bool asks, bool hasAddress) {
    for (QAction* action : all()) {
        action->setVisible(isOn);
        action->setEnabled(action == leave ? isOn : asks && (action != open || hasAddress));
    }
}

QList<QAction*> ReviewActions::all() const {
    return {m_answers[0], m_answers[1], m_answers[2], m_answers[3], open, details, skip, stopAsking, leave};
}

} // namespace cairn::ui
