#pragma once

#include <QFrame>

class QAction;
class QMenu;
class QPushButton;

namespace cairn::ui {

class TextLabel;
class Theme;

// What can be done with the checked tasks; shown while more than one is checked. Its buttons are the page's actions.
class BulkBar : public QFrame {
    Q_OBJECT

public:
    BulkBar(Theme& theme, const QList<QAction*>& actions, QMenu* plan, QWidget* parent = nullptr);

    void setCount(int count);

Q_SIGNALS:
    void clearAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    TextLabel* m_count;
};

} // namespace cairn::ui
