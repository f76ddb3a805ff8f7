#pragma once

#include "core/api/imports.h"
#include "ui/theme/theme.h"

#include <QDialog>

namespace cairn::ui {

// What an import brought: counts, what is new, changed and gone, and what was odd in the files.
class ImportReportDialog : public QDialog {
    Q_OBJECT

public:
    ImportReportDialog(Theme& theme, const api::ImportReport& report, QWidget* parent = nullptr);
};

} // namespace cairn::ui
