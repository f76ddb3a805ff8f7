#pragma once

#include "core/base/error.h"
#include "ui/theme/theme.h"

#include <QDialog>

namespace cairn::ui {

class ErrorPanel;

// An error in a window of its own, for what is about no one place of a page.
class ErrorDialog : public QDialog {
    Q_OBJECT

public:
    ErrorDialog(Theme& theme, const base::Error& error, QWidget* parent = nullptr);

    ErrorPanel* panel() const { return m_panel; }

private:
    ErrorPanel* m_panel;
};

} // namespace cairn::ui
