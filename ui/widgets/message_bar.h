#pragma once

#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QToolButton;

namespace cairn::ui {

class TextLabel;

// Says at the bottom of its parent what a command did, with Undo where it can be undone. Goes after ten seconds, but
// not under the pointer or while it has the keyboard.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    MessageBar(Theme& theme, QWidget* over);

    void announce(const QString& text, bool undoable);
    QString text() const;

Q_SIGNALS:
    void undoWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    Theme& m_theme;
    QTimer m_leave;
    TextLabel* m_text;
    QPushButton* m_undo;
    QToolButton* m_close;
};

} // namespace cairn::ui
