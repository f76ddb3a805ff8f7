#pragma once

#include <QAbstractButton>

namespace cairn::ui {

class Theme;

// One filter of the row above the tasks: its name and an arrow while it lets everything through; its name and value in
// accent with a cross that clears it while it hides something. Delete and Backspace clear it as well.
class FilterChip : public QAbstractButton {
    Q_OBJECT

public:
    FilterChip(const Theme& theme, const QString& name, QWidget* parent = nullptr);

    // What is let through; empty: everything.
    void setValue(const QString& value);

    const QString& value() const { return m_value; }

    bool isActive() const { return !m_value.isEmpty(); }

    // Where the cross is, in the chip's coordinates; empty while it is not active.
    QRect crossRect() const;

    QSize sizeHint() const override;

    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void opened(); // the person wants to choose
    void cleared();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString label() const;

    const Theme& m_theme;
    QString m_name;
    QString m_value;
    bool m_crossPressed = false;
};

} // namespace cairn::ui
