#include "ui/pages/settings/copied_text.h"

#include "ui/shell/navigator.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace cairn::ui {

CopiedText::CopiedText(Theme& theme, Navigator& navigator, const QString& name, const QString& copied, QWidget* parent)
    : QWidget(parent)
    , m_text(new TextLabel(theme, Type::code, Token::text, {}, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_text->setWordWrap(true);
    m_text->setAccessibleName(name);
    auto* copy = makeButton(theme, tr("Copy"), this);
    copy->setAccessibleName(tr("Copy: %1").arg(name));
    connect(copy, &QPushButton::clicked, this, [this, &navigator, copied] {
        QGuiApplication::clipboard()->setText(m_text->text());
        navigator.announce(copied, false);
    });
    row->addWidget(m_text, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
}

void CopiedText::setText(const QString& text) {
    m_text->setText(text);
}

} // namespace cairn::ui
