#include "ui/widgets/notice.h"

#include "ui/widgets/text_label.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QStringList>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

Notice::Notice(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_sign(new QLabel(this))
    , m_text(makeParagraph(theme, {}, this, Token::text))
    , m_more(makeParagraph(theme, {}, this, Token::text)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(10);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_text);
    words->addWidget(m_more);
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    connect(&theme, &Theme::changed, this, &Notice::redraw);
    clear();
}

void Notice::say(Kind kind, const QString& text, const QString& more) {
    const QString all = more.isEmpty() ? text : text + u' ' + more;
    const bool news = all != accessibleName() || kind != m_kind;
    m_kind = kind;
    m_text->setText(text);
    m_text->setStrong(!more.isEmpty());
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    setAccessibleName(all);
    setVisible(!text.isEmpty());
    redraw();
    if (news && kind == Kind::trouble && isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void Notice::say(const Words::Trouble& trouble) {
    QStringList more{trouble.meaning, trouble.todo};
    more.removeAll({});
    say(Kind::trouble, trouble.what, more.join(u' '));
}

void Notice::clear() {
    say(Kind::information, {});
}

QString Notice::text() const {
    return accessibleName();
}

void Notice::redraw() {
    const int side = m_theme.scaled(18);
    const QString icon = m_kind == Kind::information ? u"info"_s : m_kind == Kind::warning ? u"warning"_s : u"error"_s;
    const Token ink = m_kind == Kind::information ? Token::muted
                      : m_kind == Kind::warning   ? Token::inProgress
                                                  : Token::danger;
    m_sign->setPixmap(m_theme.icon(icon, ink).pixmap(QSize(side, side), devicePixelRatioF()));
    update();
}

void Notice::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(
        m_kind == Kind::information ? Token::sunken
        : m_kind == Kind::warning   ? Token::inProgressGround
                                    : Token::rustyGround));
    painter.drawRoundedRect(rect(), 8, 8);
}

} // namespace cairn::ui
