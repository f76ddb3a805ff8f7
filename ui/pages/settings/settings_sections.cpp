#include "ui/pages/settings/assistant_card.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/shell/about_dialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_label.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSlider>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

Card* SettingsPage::addCard(const QString& title, const QString& about) {
    auto* card = new Card(m_theme, title, this);
    if (!about.isEmpty()) {
        card->body()->addWidget(makeParagraph(m_theme, about, card));
        card->body()->addSpacing(4);
    }
    m_column->addWidget(card);
    return card;
}

void SettingsPage::addRow(Card* card, const QString& name, QWidget* field) {
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    auto* label = new TextLabel(m_theme, Type::body, Token::text, name, card);
    label->setBuddy(field);
    const auto resize = [this, label] { label->setFixedWidth(m_theme.scaled(110)); };
    connect(&m_theme, &Theme::changed, label, resize);
    resize();
    row->addWidget(label);
    row->addWidget(field, 1);
    card->body()->addLayout(row);
}

void SettingsPage::buildAppearance() {
    Card* card = addCard(tr("Appearance"), {});
    auto* lookRow = new QWidget(card);
    auto* lookLine = new QHBoxLayout(lookRow);
    lookLine->setContentsMargins(0, 0, 0, 0);
    m_look = new Segmented(m_theme, tr("Look"), {tr("As the system"), tr("Light"), tr("Dark")}, lookRow);
    lookLine->addWidget(m_look);
    lookLine->addStretch();
    connect(m_look, &Segmented::chosen, this, [this](int index) { setLook(static_cast<Look>(index)); });
    addRow(card, tr("Look"), lookRow);

    auto* sizeRow = new QWidget(card);
    auto* sizeLine = new QHBoxLayout(sizeRow);
    sizeLine->setContentsMargins(0, 0, 0, 0);
    sizeLine->setSpacing(12);
    m_textSize = new QSlider(Qt::Horizontal, sizeRow);
    m_textSize->setAccessibleName(tr("Text size in percent"));
    m_textSize->setRange(Theme::kSmallestText / 10, Theme::kLargestText / 10);
    m_textSize->setFixedWidth(220);
    // A new size lays everything out anew; that waits until the handle is let go.
    m_textSize->setTracking(false);
    m_textSizeShown = new TextLabel(m_theme, Type::body, Token::muted, {}, sizeRow);
    sizeLine->addWidget(m_textSize);
    sizeLine->addWidget(m_textSizeShown);
    sizeLine->addStretch();
    connect(m_textSize, &QSlider::sliderMoved, this, [this](int tens) {
        m_textSizeShown->setText(tr("%1 %").arg(QLocale().toString(tens * 10)));
    });
    connect(m_textSize, &QSlider::valueChanged, this, [this](int tens) { m_theme.setTextScale(tens * 10); });
    addRow(card, tr("Text size"), sizeRow);
}

void SettingsPage::buildLearner() {
    Card* card = addCard(tr("You"), {});
    auto* row = new QWidget(card);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    m_name = new QLineEdit(row);
    m_name->setMaxLength(80);
    m_name->setMinimumWidth(320);
    line->addWidget(m_name);
    line->addStretch();
    m_name->setAccessibleName(tr("Your name"));
    m_name->setPlaceholderText(tr("How Cairn may call you"));
    connect(m_name, &QLineEdit::editingFinished, this, &SettingsPage::saveName);
    addRow(card, tr("Your name"), row);
}

void SettingsPage::buildData() {
    Card* card = addCard(
        tr("Your data"),
        tr("Everything is in this one folder. Copy it to keep a backup, or to take it to another computer."));
    auto* row = new QWidget(card);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    m_folder = new TextLabel(m_theme, Type::code, Token::text, {}, row);
    m_folder->setWordWrap(true);
    auto* open = makeButton(m_theme, tr("Open folder"), row, u"folder"_s);
    connect(open, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(pathText(m_profile.state().folder)));
    });
    line->addWidget(m_folder, 1);
    line->addWidget(open);
    addRow(card, tr("Folder"), row);

    m_sampleRow = new QWidget(card);
    auto* sample = new QHBoxLayout(m_sampleRow);
    sample->setContentsMargins(0, 0, 0, 0);
    sample->setSpacing(12);
    sample->addWidget(
        makeParagraph(m_theme, tr("Sample data of an invented learner are in this profile."), m_sampleRow), 1);
    m_removeSample = makeButton(m_theme, tr("Remove sample data"), m_sampleRow, u"trash"_s);
    connect(m_removeSample, &QPushButton::clicked, this, &SettingsPage::removeSample);
    sample->addWidget(m_removeSample);
    card->body()->addWidget(m_sampleRow);
}

void SettingsPage::buildAssistant(api::LocalAccess* access) {
    m_assistant = new AssistantCard(m_profile, access, m_theme, m_navigator, this);
    m_column->addWidget(m_assistant);
}

void SettingsPage::buildOrder() {
    Card* card = addCard(
        tr("In order"),
        tr("Cairn keeps a log of what happened, and everything shown is computed from it. The check reads the log and "
           "compares; rebuilding computes everything anew. Neither changes the log."));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_check = makeButton(m_theme, tr("Check"), card, u"check"_s);
    m_rebuild = makeButton(m_theme, tr("Rebuild"), card, u"refresh"_s);
    connect(m_check, &QPushButton::clicked, this, &SettingsPage::check);
    connect(m_rebuild, &QPushButton::clicked, this, &SettingsPage::rebuild);
    buttons->addWidget(m_check);
    buttons->addWidget(m_rebuild);
    buttons->addStretch();
    card->body()->addLayout(buttons);

    m_work = new QWidget(card);
    auto* line = new QHBoxLayout(m_work);
    line->setContentsMargins(0, 4, 0, 0);
    line->setSpacing(12);
    m_doing = new TextLabel(m_theme, Type::body, Token::muted, {}, m_work);
    m_bar = new ThinProgressBar(m_theme, tr("Progress of the check"), m_work);
    m_cancel = makeButton(m_theme, tr("Cancel"), m_work);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_request.cancel(); });
    line->addWidget(m_doing);
    line->addWidget(m_bar, 1);
    line->addWidget(m_cancel);
    m_work->hide();
    card->body()->addWidget(m_work);
    m_outcome = makeParagraph(m_theme, {}, card, Token::text);
    m_outcome->hide();
    card->body()->addWidget(m_outcome);
}

void SettingsPage::buildAbout() {
    Card* card = addCard(tr("About"), tr("Cairn %1").arg(QCoreApplication::applicationVersion()));
    auto* licences = new MarkdownView(m_theme, tr("Licences"), card);
    licences->setFitsText(true);
    licences->showMarkdown(AboutDialog::licences());
    card->body()->addWidget(licences);
}

} // namespace cairn::ui
