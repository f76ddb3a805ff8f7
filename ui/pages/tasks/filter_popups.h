#pragma once

#include "ui/models/task_choice.h"

#include <QFrame>
#include <QList>
#include <QStringList>

class QDateEdit;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QRadioButton;
class QSpinBox;

namespace cairn::ui {

class Theme;

// What a chip opens: a small window under it that closes with Escape, with a click outside, and when its value is
// chosen.
class FilterPopup : public QFrame {
    Q_OBJECT

public:
    FilterPopup(const Theme& theme, QWidget* parent);

    void openBelow(const QWidget& anchor);

protected:
    void paintEvent(QPaintEvent* event) override;

    const Theme& m_theme;
};

// One or several of named values. A long list can be narrowed by typing.
class ChoicePopup : public FilterPopup {
    Q_OBJECT

public:
    enum class Kind { one, several };

    struct Item {
        QString id;
        QString title;
        bool chosen = false;
    };

    ChoicePopup(const Theme& theme, const QString& name, Kind kind, QWidget* parent);

    void setItems(const QList<Item>& items);

Q_SIGNALS:
    void chosen(const QStringList& ids);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void choose(QListWidgetItem* item);
    void narrow(const QString& text);

    Kind m_kind;
    QLineEdit* m_search;
    QListWidget* m_list;
};

// From one difficulty to another.
class DifficultyPopup : public FilterPopup {
    Q_OBJECT

public:
    DifficultyPopup(const Theme& theme, QWidget* parent);

    void setRange(int from, int to);

Q_SIGNALS:
    void chosen(int from, int to);

private:
    QSpinBox* m_from;
    QSpinBox* m_to;
};

// Today, this week, overdue, or between two days.
class DatePopup : public FilterPopup {
    Q_OBJECT

public:
    DatePopup(const Theme& theme, QWidget* parent);

    void setChoice(const TaskChoice& choice, QDate today);

Q_SIGNALS:
    void chosen(cairn::ui::TaskChoice::When when, QDate from, QDate to);

private:
    void tell();

    QList<QRadioButton*> m_kinds; // in the order of TaskChoice::When
    QDateEdit* m_from;
    QDateEdit* m_to;
};

} // namespace cairn::ui
