#pragma once

#include "core/api/tasks.h"

#include <QDate>
#include <QWidget>

namespace cairn::ui {

class Theme;

// Names by which the drawer finds its buttons again after it has been rendered anew.
inline constexpr QLatin1StringView kPrimaryName("drawerPrimary");
inline constexpr QLatin1StringView kCloseName("drawerClose");

// The upper part of a task's drawer: what it is, what can be done with it now, and what it waits for.
class DrawerHead : public QWidget {
    Q_OBJECT

public:
    DrawerHead(Theme& theme, const api::TaskDetail& detail, QWidget* parent);

Q_SIGNALS:
    void actionAsked(cairn::api::TaskAction action);
    void planAsked(QDate day);
    void editAsked();
    void closeAsked();
    void topicAsked(const QString& id);

private:
    QWidget* makeButtons(const api::TaskDetail& detail); // null when there is nothing to do
    QWidget* makeMore(const api::TaskDetail& detail);
    QWidget* makeMissing(const api::TaskDetail& detail);

    Theme& m_theme;
};

} // namespace cairn::ui
