#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

namespace cairn::ui {

// What Cairn proves, what it does not, and how anybody can check it: in plain words.
class ProvenDialog : public QDialog {
    Q_OBJECT

public:
    explicit ProvenDialog(Theme& theme, QWidget* parent = nullptr);

private:
    static QString words();
};

} // namespace cairn::ui
