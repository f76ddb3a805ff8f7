#include "ui/shell/requirement_fields.h"
#include "ui/shell/task_form.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/difficulty_dots.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSlider>
#include <QVBoxLayout>

namespace cairn::ui {

QWidget* TaskForm::withTrouble(QWidget* field, TextLabel*& trouble) {
    auto* both = new QWidget(this);
    auto* column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(field);
    trouble = new TextLabel(m_theme, Type::secondary, Token::danger, {}, both);
    trouble->setWordWrap(true);
    trouble->hide();
    column->addWidget(trouble);
    return both;
}

void TaskForm::build() {
    setWindowTitle(m_task ? tr("Edit task") : tr("New task"));
    setMinimumWidth(m_theme.scaled(520));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(16);
    column->addWidget(new TextLabel(m_theme, Type::pageTitle, Token::text, windowTitle(), this));

    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(20);
    m_form->setVerticalSpacing(12);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeading);
    column->addLayout(m_form);

    // The label's text is the field's accessible name.
    const auto row = [this](const QString& name, QWidget* field, QWidget* inForm) {
        auto* label = new QLabel(name, this);
        label->setBuddy(field);
        QString spoken = name;
        field->setAccessibleName(spoken.remove(u'&'));
        m_form->addRow(label, inForm);
    };
    m_title = new QLineEdit(this);
    m_title->setMaxLength(200);
    row(tr("&Title"), m_title, withTrouble(m_title, m_titleTrouble));

    m_summary = new QPlainTextEdit(this);
    m_summary->setTabChangesFocus(true);
    m_summary->setFixedHeight(m_theme.scaled(84));
    m_summary->setPlaceholderText(tr("What is to be done"));
    row(tr("&Summary"), m_summary, m_summary);

    m_path = new QComboBox(this);
    m_path->addItem(tr("None"), QString());
    row(tr("&Path"), m_path, m_path);
    m_module = new QLineEdit(this);
    m_module->setPlaceholderText(tr("For example: Week 3"));
    row(tr("&Module"), m_module, m_module);
    m_tags = new QLineEdit(this);
    m_tags->setPlaceholderText(tr("Separated by commas"));
    row(tr("Ta&gs"), m_tags, m_tags);

    auto* difficulty = new QWidget(this);
    auto* across = new QHBoxLayout(difficulty);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(12);
    m_difficulty = new QSlider(Qt::Horizontal, difficulty);
    m_difficulty->setRange(1, 10);
    m_difficulty->setPageStep(2);
    m_dots = new DifficultyDots(m_theme, 3, difficulty);
    m_difficultyText = new TextLabel(m_theme, Type::body, Token::muted, {}, difficulty);
    m_difficultyText->setMinimumWidth(m_theme.scaled(20));
    across->addWidget(m_difficulty, 1);
    across->addWidget(m_dots);
    across->addWidget(m_difficultyText);
    connect(m_difficulty, &QSlider::valueChanged, this, [this](int value) {
        m_dots->setDifficulty(value);
        m_difficultyText->setText(QLocale().toString(value));
    });
    m_difficulty->setValue(3);
    row(tr("&Difficulty"), m_difficulty, difficulty);

    m_url = new QLineEdit(this);
    m_url->setPlaceholderText(QStringLiteral("https://"));
    row(tr("&Address"), m_url, withTrouble(m_url, m_urlTrouble));

    m_requirement = new RequirementFields(m_theme, this);
    auto* proof = new QLabel(tr("Proo&f"), this);
    proof->setBuddy(m_requirement->platformField());
    m_requirement->platformField()->setAccessibleName(tr("What proves it"));
    m_form->addRow(proof, m_requirement);

    auto* planning = new QWidget(this);
    auto* plan = new QHBoxLayout(planning);
    plan->setContentsMargins(0, 0, 0, 0);
    plan->setSpacing(12);
    m_planned = new QCheckBox(tr("for a da&y"), planning);
    m_planned->setAccessibleName(tr("Planned for a day"));
    m_day = new QDateEdit(QDate::currentDate(), planning);
    m_day->setCalendarPopup(true);
    m_day->setEnabled(false);
    m_day->setAccessibleName(tr("Planned day"));
    connect(m_planned, &QCheckBox::toggled, m_day, &QWidget::setEnabled);
    plan->addWidget(m_planned);
    plan->addWidget(m_day);
    plan->addStretch();
    m_form->addRow(new QLabel(tr("Planned"), this), planning);
    column->addStretch();

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    auto* cancel = makeButton(m_theme, tr("Cancel"), this);
    m_save = makePrimaryButton(m_theme, m_task ? tr("Save") : tr("Add task"), this);
    m_save->setDefault(true);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    column->addLayout(buttons);

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &TaskForm::save);
    // Enter in the summary begins a line; this saves from there too.
    auto* saveShortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    connect(saveShortcut, &QShortcut::activated, this, &TaskForm::save);
    const auto recheck = [this] {
        if (m_tried) {
            check();
        }
    };
    connect(m_title, &QLineEdit::textChanged, this, recheck);
    connect(m_url, &QLineEdit::textChanged, this, recheck);
    connect(m_url, &QLineEdit::textEdited, m_requirement, &RequirementFields::takeAddress);
    connect(m_requirement, &RequirementFields::changed, this, recheck);
    offerPaths();
}

} // namespace cairn::ui
