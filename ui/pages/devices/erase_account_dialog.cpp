#include "ui/pages/devices/erase_account_dialog.h"

#include "ui/models/sync_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/checked_field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

EraseAccountDialog::EraseAccountDialog(api::Sync& sync, Theme& theme, QWidget* parent)
    : ServerDialog(theme, 520, parent)
    , m_sync(sync)
    , m_server(serverName(sync.state().server))
    , m_password(new SecretField)
    , m_field(new CheckedField(theme, m_password, tr("Password"), this)) {
    build(theme);
}

void EraseAccountDialog::build(Theme& theme) {
    const api::SyncState state = m_sync.state();
    setWindowTitle(tr("Erase account"));
    body()->setSpacing(12);
    auto* title =
        new TextLabel(theme, Type::pageTitle, Token::text, tr("Erase your account at %1?").arg(m_server), this);
    title->setWordWrap(true);
    body()->addWidget(title);
    addPart(
        theme, tr("This goes from the server, and nothing brings it back"),
        {tr("The account %1, with its password and codes.").arg(QString::fromStdString(state.email)),
         tr("All that your computers have sent: tasks, paths, notes, progress and their whole history."),
         tr("The accounts at platforms that are connected, and what the server asked there.")});
    addPart(
        theme, tr("This stays"),
        {tr("All that is on this computer, receipts too. You can go on, and join another server with it."),
         tr("What your other computers have. They are signed out."),
         tr("Backups of the server, for as long as whoever runs it keeps them.")});
    if (!state.caughtUp) {
        auto* missing = new Notice(theme, this);
        missing->say(
            Notice::Kind::warning, tr("Not all that the server has is on this computer yet."),
            tr("What is missing here goes with the account. Wait until Cairn is in sync to keep it."));
        body()->addWidget(missing);
    }
    auto* label = makeParagraph(theme, tr("Your &password, to be sure that it is you"), this, Token::text);
    label->setBuddy(m_password);
    body()->addWidget(label);
    body()->addWidget(m_field);
    body()->addWidget(notice());
    body()->addStretch();
    auto* erase = makeButton(theme, tr("Erase account"), this);
    erase->setAutoDefault(false); // Enter keeps it, wherever the keyboard is
    auto* keep = makePrimaryButton(theme, tr("Keep account"), this);
    buttons()->addWidget(erase);
    buttons()->addWidget(keep);
    keep->setDefault(true);
    keep->setFocus();
    connect(keep, &QPushButton::clicked, this, &EraseAccountDialog::reject);
    connect(erase, &QPushButton::clicked, this, &EraseAccountDialog::erase);
}

void EraseAccountDialog::addPart(Theme& theme, const QString& title, const QStringList& lines) {
    auto* head = new TextLabel(theme, Type::body, Token::text, title, this);
    head->setStrong(true);
    head->setWordWrap(true);
    body()->addWidget(head);
    auto* rows = new QGridLayout;
    rows->setHorizontalSpacing(8);
    rows->setVerticalSpacing(4);
    rows->setColumnStretch(1, 1);
    for (const QString& line : lines) {
        const int row = rows->rowCount();
        rows->addWidget(new TextLabel(theme, Type::body, Token::muted, u"•"_s, this), row, 0, Qt::AlignTop);
        rows->addWidget(makeParagraph(theme, line, this, Token::text), row, 1);
    }
    body()->addLayout(rows);
}

void EraseAccountDialog::erase() {
    if (isAsking()) {
        return;
    }
    if (m_password->text().isEmpty()) {
        m_field->say(tr("The password is missing."));
        reveal(m_field);
        m_password->setFocus();
        return;
    }
    ask(tr("Erasing the account…"),
        m_sync.eraseAccount(m_password->text().toStdString(), [this](base::Expected<bool> answer) {
            endAsking();
            if (answer) {
                Q_EMIT erased(m_server);
                accept();
            } else {
                sayTrouble(answer.error());
            }
        }));
}

void EraseAccountDialog::sayTrouble(const base::Error& error) {
    if (error.code == base::ErrorCode::Unreachable) {
        auto trouble = serverTrouble(error);
        trouble.meaning = tr("Whether the account is erased is not known. If it is, this computer will be signed out "
                             "as soon as the server answers, and you can leave that server.");
        notice()->say(trouble);
        reveal(notice());
        return;
    }
    const bool signedOut = m_sync.state().phase == api::SyncPhase::signed_out;
    fail(error, signedOut ? QString() : tr("Look at the password once more. Nothing was erased."));
}

void EraseAccountDialog::done(int result) {
    m_password->forget();
    ServerDialog::done(result);
}

} // namespace cairn::ui
