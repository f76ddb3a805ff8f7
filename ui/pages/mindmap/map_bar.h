#pragma once

#include "core/api/paths.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QPushButton;

namespace cairn::ui {

class TextLabel;

// What can be set above the map: what is searched for, which path is shown, how much of it. Zooming and other actions
// are those of the page. Where there is little room, what has a key and a place in the menu goes first.
class MapBar : public QWidget {
    Q_OBJECT

public:
    struct Actions {
        QAction* zoomIn;
        QAction* zoomOut;
        QAction* fit;
        QAction* home;
        QAction* everything;
        QAction* leaveFocus;
    };

    MapBar(Theme& theme, const Actions& actions, QWidget* parent);

    void setPaths(const std::vector<api::PathSummary>& paths, const std::string& shown);
    void openPaths();

    QString searched() const;
    void clearSearch();
    void focusSearch();
    // `at` counts from 1; 0 of 0: nothing is called that.
    void setHits(std::size_t at, std::size_t all);

    void setFocusTopic(const QString& title); // empty: the whole path is shown

Q_SIGNALS:
    void searchChanged(const QString& text);
    void hitAsked(int step); // to the next or the one before
    void pathAsked(const QString& id);
    void followAsked(const QString& id);
    void importAsked();
    void editAsked(const QString& id); // empty: a new path
    void left();                       // Esc or arrow down in the field: back to the map

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QPushButton* makeToggle(QAction* action);

    Theme& m_theme;
    QLineEdit* m_search;
    TextLabel* m_hits;
    QPushButton* m_paths;
    QPushButton* m_leaveFocus;
    QPushButton* m_everything;
    QWidget* m_look; // zoom and place
};

} // namespace cairn::ui
