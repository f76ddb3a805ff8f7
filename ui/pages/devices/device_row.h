#pragma once

#include "core/api/sync.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace cairn::ui {

class ElidedLabel;
class TextLabel;

// A computer that is signed in: what it is called, when and where it was last seen. It is renamed in place, and signed
// out in two steps, the second of which says what the first would do.
class DeviceRow : public QWidget {
    Q_OBJECT

public:
    DeviceRow(Theme& theme, const api::SyncDevice& device, bool last, QWidget* parent = nullptr);

    const api::SyncDevice& device() const { return m_device; }

    // Whether the person is in the middle of something here.
    bool isBusy() const { return m_mode != Mode::shown; }

    void setAnswering(bool answers); // whether the server would take a command

Q_SIGNALS:
    void renamed(const QString& name);
    void signOutWanted();
    void givenUp(); // nothing came of what was begun

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Mode { shown, renaming, signingOut };

    QWidget* makeWords();
    QWidget* makeButtons();
    void setMode(Mode mode);
    void leaveMode();
    void giveUp();
    void save();
    QString detail() const;

    Theme& m_theme;
    const api::SyncDevice m_device;
    const bool m_last;
    Mode m_mode = Mode::shown;
    QWidget* m_names = nullptr;
    ElidedLabel* m_name = nullptr;
    ElidedLabel* m_detail = nullptr;
    QLineEdit* m_line = nullptr;
    TextLabel* m_question = nullptr;
    QPushButton* m_rename = nullptr;
    QPushButton* m_signOut = nullptr;
    QPushButton* m_yes = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace cairn::ui
