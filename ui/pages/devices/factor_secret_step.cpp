#include "ui/pages/devices/factor_secret_step.h"

#include "ui/models/sync_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/checked_field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/qr_code.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kLine = 16; // letters of a secret in a line, which is as wide as what stands around it

// In fours, as one types it.
QString grouped(const QString& secret) {
    QString shown;
    for (qsizetype i = 0; i < secret.size(); i += 4) {
        shown += i == 0 ? u""_s : i % kLine == 0 ? u"\n"_s : u" "_s;
        shown += QStringView(secret).mid(i, 4);
    }
    return shown;
}

} // namespace

FactorSecretStep::FactorSecretStep(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_picture(new QrCode(theme, this))
    , m_clock(new Notice(theme, this))
    , m_code(new CheckedField(theme, new QLineEdit, tr("Code"), this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(makeParagraph(theme, tr("1. Let your authenticator scan this picture."), this, Token::text));
    auto* row = new QHBoxLayout;
    row->setSpacing(20);
    row->addWidget(m_picture, 0, Qt::AlignTop);
    row->addWidget(makeByHand(theme), 1, Qt::AlignTop);
    column->addLayout(row);
    column->addSpacing(4);
    auto* label = makeParagraph(theme, tr("2. Enter the &code that it shows now."), this, Token::text);
    label->setBuddy(m_code->line());
    column->addWidget(label);
    column->addWidget(m_code);
    column->addWidget(m_clock);
    m_picture->setAccessibleName(tr("A picture of the secret for a camera. The text beside it says the same."));
    m_code->line()->setPlaceholderText(tr("Six digits"));
    m_code->line()->setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    m_code->setMaximumWidth(theme.scaled(200));
    setFocusProxy(m_code);
}

QWidget* FactorSecretStep::makeByHand(Theme& theme) {
    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeParagraph(theme, tr("Without a camera, type this secret:"), side));
    m_secret = new TextLabel(theme, Type::code, Token::text, {}, side);
    m_secret->setLayoutDirection(Qt::LeftToRight); // as it is typed everywhere
    m_secret->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* row = new QHBoxLayout; // it starts where the page does
    row->addWidget(m_secret);
    row->addStretch();
    column->addLayout(row);
    auto* copy = makeButton(theme, tr("Copy secret"), side, u"copy"_s);
    copy->setAutoDefault(false);
    column->addWidget(copy, 0, Qt::AlignLeading);
    column->addWidget(
        makeParagraph(theme, tr("Should it ask: codes by the time, six digits, every 30 seconds."), side));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_toCopy); });
    return side;
}

void FactorSecretStep::begin(const api::FactorSecret& secret, const api::SyncState& state) {
    m_toCopy = QString::fromStdString(secret.secret);
    m_picture->setText(QString::fromStdString(secret.address));
    m_picture->setVisible(!m_picture->isEmpty());
    m_secret->setText(grouped(m_toCopy));
    m_secret->setAccessibleName(tr("Secret: %1").arg(grouped(m_toCopy).replace(u'\n', u' ')));
    m_clock->say(
        Notice::Kind::warning,
        clockIsWrong(state) ? tr("This computer's clock is %1, measured by the server's.").arg(clockText(state))
                            : QString(),
        tr("Codes depend on the clock. If your authenticator is on this computer, put the clock right first."));
    m_code->line()->setText({});
    m_code->say({});
    setFocus();
}

bool FactorSecretStep::check() {
    const bool there = m_code->require(tr("The code is missing: the one that your authenticator shows for Cairn."));
    if (!there) {
        setFocus();
    }
    return there;
}

std::string FactorSecretStep::code() const {
    return m_code->text().toStdString();
}

void FactorSecretStep::forget() {
    m_toCopy.clear();
    m_picture->setText({});
    m_secret->setText({});
    m_secret->setAccessibleName({});
    m_code->line()->setText({});
}

} // namespace cairn::ui
