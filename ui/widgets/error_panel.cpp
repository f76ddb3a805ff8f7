#include "ui/widgets/error_panel.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

ErrorPanel::ErrorPanel(Theme& theme, QWidget* parent)
    : Card(theme, {}, parent)
    , m_theme(theme)
    , m_what(new TextLabel(theme, Type::cardTitle, Token::text, {}, this))
    , m_meaning(makeParagraph(theme, {}, this, Token::text))
    , m_todo(makeParagraph(theme, {}, this))
    , m_buttons(new QHBoxLayout) {
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    auto* picture = new QLabel(this);
    const auto redraw = [this, picture] {
        picture->setPixmap(m_theme.icon(u"error"_s, Token::danger).pixmap(QSize(20, 20), devicePixelRatioF()));
    };
    connect(&theme, &Theme::changed, this, redraw);
    redraw();
    m_what->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(6);
    words->addWidget(m_what);
    words->addWidget(m_meaning);
    words->addWidget(m_todo);
    words->addSpacing(6);
    words->addLayout(m_buttons);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    body()->addLayout(row);
    auto* copy = makeButton(theme, tr("Copy details"), this, u"copy"_s);
    m_buttons->addWidget(copy);
    m_buttons->addStretch();
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details); });
}

ErrorPanel::ErrorPanel(Theme& theme, const base::Error& error, QWidget* parent)
    : ErrorPanel(theme, parent) {
    setError(error);
}

void ErrorPanel::setError(const base::Error& error) {
    const Words::Trouble trouble = Words::of(error);
    m_what->setText(trouble.what);
    m_meaning->setText(trouble.meaning);
    m_todo->setText(trouble.todo);
    m_todo->setVisible(!trouble.todo.isEmpty());
    m_details = trouble.details;
    setAccessibleName(trouble.what);
    setAccessibleDescription(trouble.meaning + u' ' + trouble.todo);
}

QPushButton* ErrorPanel::addButton(const QString& text) {
    auto* button = makeButton(m_theme, text, this);
    m_buttons->insertWidget(0, button);
    return button;
}

} // namespace cairn::ui
