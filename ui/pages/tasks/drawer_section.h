#pragma once

#include <QWidget>

#include <functional>

class QToolButton;
class QVBoxLayout;

namespace cairn::ui {

class Theme;

// A heading that opens and closes what is under it. The inside is made when it is first opened, so that long texts cost
// nothing until they are wanted.
class DrawerSection : public QWidget {
    Q_OBJECT

public:
    using MakeInside = std::function<QWidget*(QWidget* parent)>;

    DrawerSection(Theme& theme, const QString& title, MakeInside makeInside, QWidget* parent = nullptr);

    void setOpen(bool open);
    void setCompact(); // a line within a section

    bool isOpen() const { return m_open; }

    QString title() const;

Q_SIGNALS:
    void toggled(bool open);

private:
    Theme& m_theme;
    MakeInside m_makeInside;
    QToolButton* m_heading;
    QVBoxLayout* m_column;
    QWidget* m_inside = nullptr;
    bool m_open = false;
};

} // namespace cairn::ui
