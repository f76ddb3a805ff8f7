#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

namespace cairn::ui {

// What this is, which version, and whose work it stands on.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(Theme& theme, QWidget* parent = nullptr);

    // The libraries and their licences, a line each, as Markdown.
    static QString licences();
};

} // namespace cairn::ui
