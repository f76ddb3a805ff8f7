#include "ui/pages/devices/recovery_codes_step.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

RecoveryCodesStep::RecoveryCodesStep(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_notice(new Notice(theme, this))
    , m_kept(new QCheckBox(tr("I have &kept them"), this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(makeParagraph(
        theme,
        tr("Codes are on. Should your authenticator get lost, each of these recovery codes lets you in once in its "
           "place. They are shown only now: keep them where you find them without it, on paper or in a password "
           "manager."),
        this, Token::text));
    column->addWidget(makeSheet(theme));
    column->addWidget(m_notice);
    column->addWidget(m_kept);
    connect(m_kept, &QCheckBox::toggled, this, &RecoveryCodesStep::keptChanged);
    setFocusProxy(m_kept);
}

QWidget* RecoveryCodesStep::makeSheet(Theme& theme) {
    auto* sheet = new Card(theme, {}, this);
    sheet->setGround(Token::sunken);
    m_shown = new TextLabel(theme, Type::code, Token::text, {}, sheet);
    m_shown->setLayoutDirection(Qt::LeftToRight); // as they are typed everywhere
    m_shown->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_shown->setTextFormat(Qt::RichText); // for lines that one does not slip out of while copying by hand
    auto* row = new QHBoxLayout;
    row->addWidget(m_shown);
    row->addStretch();
    sheet->body()->addLayout(row);
    auto* buttons = new FlowLayout(nullptr, 8);
    auto* copy = makeButton(theme, tr("Copy"), sheet, u"copy"_s);
    copy->setAccessibleName(tr("Copy the recovery codes"));
    auto* save = makeButton(theme, tr("Save…"), sheet, u"download"_s);
    save->setAccessibleName(tr("Save the recovery codes in a file"));
    for (QPushButton* button : {copy, save}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    sheet->body()->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_codes.join(u'\n'));
        m_notice->say(Notice::Kind::information, tr("Copied. Paste them where they stay."));
    });
    connect(save, &QPushButton::clicked, this, &RecoveryCodesStep::save);
    return sheet;
}

void RecoveryCodesStep::begin(const QStringList& codes, const QString& whose) {
    m_codes = codes;
    m_whose = whose;
    QString shown;
    for (qsizetype i = 0; i < codes.size(); ++i) {
        shown += i == 0 ? u""_s : i % 2 == 0 ? u"<br>"_s : u"    "_s;
        shown += codes.at(i).toHtmlEscaped();
    }
    m_shown->setText(u"<p style=\"white-space: pre; line-height: 150%\">%1</p>"_s.arg(shown));
    m_shown->setAccessibleName(tr("Recovery codes: %1").arg(codes.join(u", "_s)));
    m_notice->clear();
    m_kept->setChecked(false);
    setFocus();
}

bool RecoveryCodesStep::areKept() const {
    return m_kept->isChecked();
}

void RecoveryCodesStep::forget() {
    m_codes.clear();
    m_shown->setText({});
    m_shown->setAccessibleName({});
}

QString RecoveryCodesStep::asText() const {
    return tr("Recovery codes for Cairn, of %1.").arg(m_whose) + u'\n' +
           tr("Each of them lets you in once, in place of a code of the authenticator.") + u"\n\n"_s +
           m_codes.join(u'\n') + u'\n';
}

void RecoveryCodesStep::save() {
    auto* dialog = new QFileDialog(this, tr("Save the recovery codes"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(tr("cairn-recovery-codes.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &RecoveryCodesStep::saveTo);
    dialog->open();
}

void RecoveryCodesStep::saveTo(const QString& path) {
    QSaveFile file(path);
    // Whoever else uses this computer has no business with them.
    const bool saved = file.open(QIODevice::WriteOnly) &&
                       file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                       file.write(asText().toUtf8()) >= 0 && file.commit();
    if (saved) {
        m_notice->say(Notice::Kind::information, tr("Saved in %1.").arg(QDir::toNativeSeparators(path)));
    } else {
        m_notice->say(
            Notice::Kind::trouble, tr("They could not be saved: %1").arg(file.errorString()),
            tr("Choose another folder, or copy them."));
    }
}

} // namespace cairn::ui
