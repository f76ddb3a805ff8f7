#include "ui/pages/mindmap/topic_note.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

TopicNote::TopicNote(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new TextLabel(theme, Type::cardTitle, Token::text, tr("My note"), this))
    , m_edit(makeIconButton(theme, u"edit"_s, tr("Edit my note"), this))
    , m_text(new MarkdownView(theme, tr("My note"), this))
    , m_begin(makeButton(theme, tr("Write a note"), this, u"edit"_s))
    , m_earlier(makePlainButton(theme, tr("Earlier versions…"), this))
    , m_writing(new QWidget(this))
    , m_field(new QPlainTextEdit(m_writing)) {
    m_edit->setObjectName(u"noteEdit"_s);
    m_begin->setObjectName(u"noteBegin"_s);
    m_earlier->setObjectName(u"noteEarlier"_s);
    m_earlier->setToolTip(tr("What this note said before, here or on another computer"));
    m_field->setObjectName(u"noteField"_s);
    m_field->setAccessibleName(tr("My note, in Markdown"));
    m_field->setPlaceholderText(tr("What you want to find here again. Markdown works."));
    m_field->setTabChangesFocus(true);
    m_field->setMinimumHeight(theme.scaled(120));
    m_field->installEventFilter(this);
    m_text->setFitsText(true);

    auto* save = makeButton(theme, tr("Save"), m_writing);
    save->setObjectName(u"noteSave"_s);
    save->setToolTip(tr("Save (Ctrl+Enter)"));
    auto* cancel = makePlainButton(theme, tr("Discard"), m_writing);
    cancel->setObjectName(u"noteDiscard"_s);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(save);
    buttons->addWidget(cancel);
    buttons->addStretch();
    auto* writing = new QVBoxLayout(m_writing);
    writing->setContentsMargins(0, 0, 0, 0);
    writing->setSpacing(8);
    writing->addWidget(m_field);
    writing->addLayout(buttons);

    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_edit);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_text);
    column->addWidget(m_begin, 0, Qt::AlignLeading);
    column->addWidget(m_writing);
    column->addWidget(m_earlier, 0, Qt::AlignLeading);
    m_writing->hide();

    connect(m_edit, &QToolButton::clicked, this, &TopicNote::edit);
    connect(m_begin, &QPushButton::clicked, this, &TopicNote::edit);
    connect(m_earlier, &QPushButton::clicked, this, &TopicNote::earlierAsked);
    connect(save, &QPushButton::clicked, this, &TopicNote::save);
    connect(cancel, &QPushButton::clicked, this, &TopicNote::leave);
    render();
}

bool TopicNote::isEditing() const {
    return !m_writing->isHidden();
}

void TopicNote::setNote(const QString& topic, const QString& markdown) {
    if (topic != m_topic) {
        finish();
        m_writing->hide();
        m_hasEarlier = false;
    }
    m_topic = topic;
    m_markdown = markdown;
    render();
}

void TopicNote::setHasEarlier(bool has) {
    m_hasEarlier = has;
    render();
}

void TopicNote::setReadOnly(bool readOnly) {
    m_readOnly = readOnly;
    render();
}

void TopicNote::finish() {
    if (isEditing()) {
        save();
    }
}

void TopicNote::edit() {
    if (m_readOnly || m_topic.isEmpty()) {
        return;
    }
    if (!isEditing()) {
        m_field->setPlainText(m_markdown);
        m_field->moveCursor(QTextCursor::End);
        m_writing->show();
        render();
    }
    m_field->setFocus();
}

void TopicNote::save() {
    const QString text = m_field->toPlainText().trimmed();
    const bool changed = text != m_markdown.trimmed();
    m_markdown = text;
    leave();
    if (changed) {
        Q_EMIT saved(m_topic, text);
    }
}

void TopicNote::leave() {
    const bool hadKeyboard = m_writing->isAncestorOf(QApplication::focusWidget());
    m_writing->hide();
    render();
    if (hadKeyboard) {
        (m_markdown.isEmpty() ? static_cast<QWidget*>(m_begin) : m_edit)->setFocus();
    }
}

void TopicNote::render() {
    const bool writing = isEditing();
    m_edit->setVisible(!writing && !m_readOnly && !m_markdown.isEmpty());
    m_text->setVisible(!writing && !m_markdown.isEmpty());
    m_begin->setVisible(!writing && !m_readOnly && m_markdown.isEmpty());
    m_earlier->setVisible(!writing && m_hasEarlier);
    if (!m_markdown.isEmpty()) {
        m_text->showMarkdown(m_markdown);
    }
    setVisible(!m_readOnly || !m_markdown.isEmpty() || m_hasEarlier);
}

bool TopicNote::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_field && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const bool wantsSave = enter && key->modifiers().testFlag(Qt::ControlModifier);
        const bool wantsOut = key->key() == Qt::Key_Escape;
        if (wantsSave || wantsOut) {
            if (event->type() == QEvent::ShortcutOverride) {
                event->accept(); // before a shortcut of the page takes it
            } else {
                save(); // Esc too: leaving is no reason to lose words, and saving can be undone
            }
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cairn::ui
