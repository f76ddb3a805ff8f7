#include "ui/shell/error_dialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/error_panel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace cairn::ui {

ErrorDialog::ErrorDialog(Theme& theme, const base::Error& error, QWidget* parent)
    : QDialog(parent)
    , m_panel(new ErrorPanel(theme, error, this)) {
    setWindowTitle(tr("Something went wrong"));
    setFixedWidth(theme.scaled(520));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_panel);
    auto* close = makePrimaryButton(theme, tr("Close"), this);
    close->setDefault(true);
    column->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace cairn::ui
