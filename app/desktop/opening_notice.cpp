#include "app/desktop/opening_notice.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"

#include <QCloseEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace cairn::desktop {

OpeningNotice::OpeningNotice(ui::Theme& theme) {
    setWindowTitle(tr("Cairn"));
    resize(theme.scaled(420), 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(new ui::TextLabel(theme, ui::Type::cardTitle, ui::Token::text, tr("Opening your profile"), this));
    column->addWidget(ui::makeParagraph(
        theme,
        tr("It is large, or Cairn was ended in the middle of something and looks first whether all is well. Nothing is "
           "lost by quitting."),
        this));
    column->addWidget(new ui::ThinProgressBar(theme, tr("Opening your profile"), this));
    auto* quit = ui::makeButton(theme, tr("Quit"), this);
    column->addWidget(quit, 0, Qt::AlignTrailing);
    connect(quit, &QPushButton::clicked, this, &QWidget::close);
}

void OpeningNotice::closeEvent(QCloseEvent* event) {
    QWidget::closeEvent(event);
    Q_EMIT quitAsked();
}

} // namespace cairn::desktop
