#pragma once

#include "core/api/progress.h"
#include "ui/widgets/card.h"

#include <QAbstractButton>
#include <QDate>

class QPushButton;

namespace cairn::ui {

// A line of the due list: what kind of thing, its name, when it was planned for, its state. Pressing it opens it; one
// that was not proven can be asked for again at once.
class DueRow : public QAbstractButton {
    Q_OBJECT

public:
    DueRow(Theme& theme, const api::TaskRow& task, QDate today, bool connected, bool last, QWidget* parent);

    QSize sizeHint() const override;

Q_SIGNALS:
    void againAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    api::TaskRow m_task;
    QString m_when;
    QPushButton* m_again = nullptr;
    bool m_overdue = false;
    bool m_last;
};

// What is in progress, overdue, or planned for today.
class DueCard : public Card {
    Q_OBJECT

public:
    explicit DueCard(Theme& theme, QWidget* parent = nullptr);

    // `connected`: to a server, see stateNote().
    void show(const std::vector<api::TaskRow>& due, QDate today, bool connected);

Q_SIGNALS:
    void taskAsked(const QString& id);
    void againAsked(const QString& id, const QString& title);
    void allAsked();

private:
    Theme& m_theme;
    QWidget* m_rows = nullptr;
};

} // namespace cairn::ui
