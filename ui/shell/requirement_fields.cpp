#include "ui/shell/requirement_fields.h"

#include "core/events/requirement.h"
#include "ui/models/proof_text.h"
#include "ui/widgets/text_label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

using events::Platform;

RequirementFields::RequirementFields(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_platform(new QComboBox(this))
    , m_form(new QFormLayout)
    , m_problem(new QLineEdit(this))
    , m_contest(new QSpinBox(this))
    , m_index(new QLineEdit(this))
    , m_repository(new QLineEdit(this))
    , m_commits(new QSpinBox(this))
    , m_pullRequests(new QSpinBox(this))
    , m_trouble(new TextLabel(theme, Type::secondary, Token::danger, {}, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_platform);
    column->addLayout(m_form);
    column->addWidget(m_trouble);
    m_platform->addItem(tr("Nothing: I tick it off myself"), static_cast<int>(Platform::none));
    for (const Platform each : {Platform::leetcode, Platform::codeforces, Platform::github}) {
        m_platform->addItem(platformName(each), static_cast<int>(each));
    }
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(6);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeading);
    m_contest->setRange(0, 9'999'999);
    m_contest->setGroupSeparatorShown(false);
    m_contest->setSpecialValueText(u" "_s);
    for (QSpinBox* times : {m_commits, m_pullRequests}) {
        times->setRange(0, 1'000);
    }
    m_problem->setPlaceholderText(u"two-sum"_s);
    m_index->setPlaceholderText(u"B"_s);
    m_index->setMaxLength(3);
    m_repository->setPlaceholderText(tr("owner/name"));
    const auto add = [this](const QString& name, QWidget* field) {
        field->setAccessibleName(name);
        m_form->addRow(name, field);
    };
    add(tr("Problem, as in its address"), m_problem);
    add(tr("Contest"), m_contest);
    add(tr("Problem in it"), m_index);
    add(tr("Repository"), m_repository);
    add(tr("Commits, at least"), m_commits);
    add(tr("Merged pull requests, at least"), m_pullRequests);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    connect(m_platform, &QComboBox::currentIndexChanged, this, [this] {
        showFields();
        Q_EMIT changed();
    });
    connect(m_platform, &QComboBox::activated, this, [this] { m_chosen = true; });
    for (QLineEdit* field : {m_problem, m_index, m_repository}) {
        connect(field, &QLineEdit::textEdited, this, [this] {
            m_chosen = true;
            Q_EMIT changed();
        });
    }
    for (QSpinBox* field : {m_contest, m_commits, m_pullRequests}) {
        connect(field, &QSpinBox::valueChanged, this, [this] {
            m_chosen = true;
            Q_EMIT changed();
        });
    }
    showFields();
}

QWidget* RequirementFields::platformField() const {
    return m_platform;
}

Platform RequirementFields::platform() const {
    return static_cast<Platform>(m_platform->currentData().toInt());
}

void RequirementFields::showFields() {
    const Platform now = platform();
    m_form->setRowVisible(m_problem, now == Platform::leetcode);
    m_form->setRowVisible(m_contest, now == Platform::codeforces);
    m_form->setRowVisible(m_index, now == Platform::codeforces);
    m_form->setRowVisible(m_repository, now == Platform::github);
    m_form->setRowVisible(m_commits, now == Platform::github);
    m_form->setRowVisible(m_pullRequests, now == Platform::github);
    if (now == Platform::github && m_commits->value() + m_pullRequests->value() == 0) {
        const QSignalBlocker quiet(m_commits);
        m_commits->setValue(1);
    }
    m_trouble->hide();
}

void RequirementFields::show(const events::Requirement& requirement) {
    const QSignalBlocker quiet(this);
    m_platform->setCurrentIndex(m_platform->findData(static_cast<int>(requirement.platform)));
    m_problem->setText(QString::fromStdString(requirement.problem));
    m_contest->setValue(static_cast<int>(requirement.contest));
    m_index->setText(QString::fromStdString(requirement.index));
    m_repository->setText(QString::fromStdString(requirement.repository));
    m_commits->setValue(static_cast<int>(requirement.commits));
    m_pullRequests->setValue(static_cast<int>(requirement.pullRequests));
    m_chosen = requirement.platform != Platform::none;
    showFields();
}

events::Requirement RequirementFields::requirement() const {
    events::Requirement requirement;
    requirement.platform = platform();
    switch (requirement.platform) {
    case Platform::none:
        break;
    case Platform::leetcode:
        requirement.problem = m_problem->text().trimmed().toLower().toStdString();
        break;
    case Platform::codeforces:
        requirement.contest = m_contest->value();
        requirement.index = m_index->text().trimmed().toUpper().toStdString();
        break;
    case Platform::github:
        requirement.repository = m_repository->text().trimmed().toStdString();
        requirement.commits = m_commits->value();
        requirement.pullRequests = m_pullRequests->value();
        break;
    }
    return requirement;
}

void RequirementFields::takeAddress(const QString& address) {
    if (m_chosen) {
        return;
    }
    show(events::requirementFrom(address.toStdString()).value_or(events::Requirement()));
    m_chosen = false;
    Q_EMIT changed();
}

bool RequirementFields::check() {
    const bool good = events::check(requirement()).has_value();
    QString trouble;
    if (!good) {
        switch (platform()) {
        case Platform::leetcode:
            trouble = tr("Name the problem as its address does: two-sum.");
            break;
        case Platform::codeforces:
            trouble = tr("A problem at Codeforces has the number of a contest and a letter: 1700 and B.");
            break;
        default:
            trouble = tr("Name the repository as owner/name, and how many commits or pull requests it takes.");
        }
    }
    m_trouble->setText(trouble);
    m_trouble->setVisible(!good);
    m_platform->setAccessibleDescription(trouble);
    if (!good) {
        m_platform->setFocus();
    }
    return good;
}

} // namespace cairn::ui
