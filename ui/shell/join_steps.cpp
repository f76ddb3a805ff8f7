#include "ui/shell/join_steps.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/checked_field.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

QVBoxLayout* columnOf(QWidget* step) {
    auto* column = new QVBoxLayout(step);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    return column;
}

void sayIfAny(TextLabel* where, const QString& message) {
    where->setText(message);
    where->setVisible(!message.isEmpty());
}

} // namespace

CodeStep::CodeStep(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_message(makeParagraph(theme, {}, this))
    , m_code(new CheckedField(theme, new QLineEdit, tr("Code"), this)) {
    auto* column = columnOf(this);
    column->addWidget(makeParagraph(
        theme,
        tr("This account is protected by a second factor. Enter the code that your authenticator shows now, or one of "
           "your recovery codes."),
        this, Token::text));
    column->addWidget(m_message);
    column->addWidget(m_code);
    m_code->line()->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_code->line()->setPlaceholderText(tr("Code"));
    setFocusProxy(m_code);
}

void CodeStep::begin(const QString& message) {
    sayIfAny(m_message, message);
    forget();
    setFocus();
}

bool CodeStep::check() {
    const bool there = m_code->require(tr("The code is missing."));
    if (!there) {
        setFocus();
    }
    return there;
}

QString CodeStep::code() const {
    return m_code->text();
}

void CodeStep::forget() {
    m_code->line()->setText({});
    m_code->say({});
}

CertificateStep::CertificateStep(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_meaning(makeParagraph(theme, {}, this, Token::text))
    , m_message(makeParagraph(theme, {}, this)) {
    auto* column = columnOf(this);
    column->addWidget(m_meaning);
    column->addWidget(m_message);
    auto* sheet = new Card(theme, {}, this);
    sheet->setGround(Token::sunken);
    sheet->body()->addWidget(new TextLabel(theme, Type::secondary, Token::muted, tr("SHA-256 digest"), sheet));
    m_shown = new TextLabel(theme, Type::code, Token::text, {}, sheet);
    m_shown->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_shown->setLayoutDirection(Qt::LeftToRight); // as figures are read everywhere
    sheet->body()->addWidget(m_shown);
    auto* copy = makeButton(theme, tr("Copy digest"), sheet, u"copy"_s);
    sheet->body()->addWidget(copy, 0, Qt::AlignLeading);
    column->addWidget(sheet);
    column->addWidget(makeParagraph(
        theme,
        tr("Ask whoever runs the server for this digest, and compare. If it is another, somebody may be listening in: "
           "do not trust it."),
        this));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_digest); });
}

void CertificateStep::begin(const QString& server, const QString& message, const QString& digest) {
    m_digest = digest;
    m_meaning->setText(
        tr("Nobody that this computer knows vouches for %1. That is usual for a server of one's own, and it is also "
           "what an impostor would look like. Your password has not been sent.")
            .arg(server));
    sayIfAny(m_message, message);
    m_shown->setText(grouped(digest));
    m_shown->setAccessibleName(tr("SHA-256 digest: %1").arg(grouped(digest)));
}

QString CertificateStep::grouped(const QString& digest) {
    QString figures;
    for (const QChar each : digest) {
        if (each.isLetterOrNumber()) {
            figures += each.toUpper();
        }
    }
    QString shown;
    for (qsizetype i = 0; i < figures.size(); i += 4) {
        shown += i == 0 ? u""_s : i % 32 == 0 ? u"\n"_s : u" "_s;
        shown += QStringView(figures).mid(i, 4);
    }
    return shown;
}

ConfirmStep::ConfirmStep(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_text(makeParagraph(theme, {}, this, Token::text))
    , m_message(makeParagraph(theme, {}, this)) {
    auto* column = columnOf(this);
    column->addWidget(m_text);
    column->addWidget(m_message);
}

void ConfirmStep::begin(const QString& email, const QString& message) {
    m_text->setText(
        tr("Your account is there. It opens once you have confirmed that %1 is yours. Until then nothing has been sent "
           "to the server but the account itself.")
            .arg(email));
    sayIfAny(m_message, message);
}

} // namespace cairn::ui
