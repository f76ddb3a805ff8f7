#include "ui/widgets/checked_field.h"

#include "ui/widgets/text_label.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace cairn::ui {

CheckedField::CheckedField(Theme& theme, QLineEdit* line, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_line(line)
    , m_trouble(new TextLabel(theme, Type::secondary, Token::danger, {}, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(line);
    column->addWidget(m_trouble);
    line->setAccessibleName(name);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    setFocusProxy(line);
    connect(line, &QLineEdit::textEdited, this, [this] { say({}); });
}

QString CheckedField::text() const {
    return m_line->text().trimmed();
}

void CheckedField::say(const QString& trouble) {
    m_trouble->setText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
    m_line->setAccessibleDescription(trouble);
}

bool CheckedField::require(const QString& missing) {
    const bool there = !text().isEmpty();
    say(there ? QString() : missing);
    return there;
}

} // namespace cairn::ui
