#pragma once

#include "ui/theme/theme.h"

#include <QPointer>
#include <QSplitter>

namespace cairn::ui {

// A content area with one drawer at its end for the detail of what is chosen there. Esc closes it, and the keyboard
// goes back to where it came from. The window keeps the width under the object name.
class DrawerPane : public QSplitter {
    Q_OBJECT

public:
    static constexpr int kNarrow = 320;
    static constexpr int kWidth = 360;

    // `name` becomes the object name, under which the width is remembered: "tasks".
    DrawerPane(Theme& theme, const QString& name, QWidget* parent = nullptr);

    void setContent(QWidget* content); // both are taken over
    void setDrawer(QWidget* drawer, const QString& accessibleName);

    bool isOpen() const;
    void open();
    void close();

    int drawerWidth() const { return m_width; }

    void setDrawerWidth(int width);

Q_SIGNALS:
    void closed();
    void drawerResized(int width); // by the person

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    class Sheet;

    void applyWidth();

    Theme& m_theme;
    QWidget* m_content = nullptr;
    Sheet* m_sheet = nullptr;
    QPointer<QWidget> m_cameFrom;
    int m_width = kWidth;
};

} // namespace cairn::ui
