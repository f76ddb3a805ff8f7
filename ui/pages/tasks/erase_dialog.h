#pragma once

#include "ui/pages/tasks/task_commands.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fitting_dialog.h"

namespace cairn::ui {

// Asks once before tasks are erased for ever, because nothing brings them back.
class EraseDialog : public FittingDialog {
    Q_OBJECT

public:
    EraseDialog(const TaskTargets& what, Theme& theme, QWidget* parent = nullptr);
};

} // namespace cairn::ui
