#include "ui/shell/task_form.h"

#include "ui/shell/requirement_fields.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDateTime>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QUrl>

#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

TaskForm::TaskForm(api::Profile& profile, Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_profile(profile)
    , m_theme(theme) {
    build();
}

TaskForm::TaskForm(api::Profile& profile, Theme& theme, const api::TaskDetail& task, QWidget* parent)
    : QDialog(parent)
    , m_profile(profile)
    , m_theme(theme)
    , m_task(task) {
    build();
    fill(task);
}

void TaskForm::fill(const api::TaskDetail& task) {
    m_title->setText(QString::fromStdString(task.row.title));
    m_summary->setPlainText(QString::fromStdString(task.summary));
    m_module->setText(QString::fromStdString(task.row.module));
    QStringList tags;
    for (const std::string& tag : task.tags) {
        tags.append(QString::fromStdString(tag));
    }
    m_tags->setText(tags.join(u", "_s));
    m_difficulty->setValue(static_cast<int>(task.row.difficulty));
    m_requirement->show(task.requirement);
    m_url->setText(QString::fromStdString(task.url));
    m_requirement->takeAddress(m_url->text()); // what its address asks for, where nothing else was said
    m_planned->setChecked(task.row.scheduledAt.has_value());
    if (task.row.scheduledAt) {
        m_day->setDate(Words::dateOf(*task.row.scheduledAt));
    }
    // A task stays on the path that it was made for.
    m_form->setRowVisible(m_path, false);
}

void TaskForm::offerPaths() {
    m_facets = m_profile.tasks().facets({}, [this](base::Expected<api::TaskFacets> facets) {
        if (facets) {
            for (const auto& path : facets->paths) {
                m_path->addItem(QString::fromStdString(path.title), QString::fromStdString(path.id));
            }
        }
    });
}

bool TaskForm::check() {
    QString title;
    if (m_title->text().trimmed().isEmpty()) {
        title = tr("A task needs a title.");
    }
    QString address;
    if (const QString entered = m_url->text().trimmed(); !entered.isEmpty()) {
        const QUrl url(entered, QUrl::StrictMode);
        if (!url.isValid() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1) || url.host().isEmpty()) {
            address = tr("An address begins with https:// or http:// and names a site.");
        }
    }
    const auto say = [](TextLabel* where, const QString& what, QWidget* field) {
        where->setText(what);
        where->setVisible(!what.isEmpty());
        field->setAccessibleDescription(what);
    };
    say(m_titleTrouble, title, m_title);
    say(m_urlTrouble, address, m_url);
    if (!title.isEmpty()) {
        m_title->setFocus();
    } else if (!address.isEmpty()) {
        m_url->setFocus();
    }
    return title.isEmpty() && address.isEmpty() && m_requirement->check();
}

QStringList TaskForm::tagsEntered() const {
    QStringList tags;
    for (const QString& tag : m_tags->text().split(u',')) {
        if (const QString plain = tag.simplified(); !plain.isEmpty() && !tags.contains(plain)) {
            tags.append(plain);
        }
    }
    return tags;
}

std::optional<std::int64_t> TaskForm::dayEntered() const {
    return m_planned->isChecked() ? std::optional(m_day->date().startOfDay().toMSecsSinceEpoch()) : std::nullopt;
}

void TaskForm::save() {
    m_tried = true;
    if (check()) {
        m_save->setEnabled(false);
        m_task ? change() : add();
    }
}

void TaskForm::add() {
    api::NewTask task;
    task.title = m_title->text().trimmed().toStdString();
    task.summary = m_summary->toPlainText().trimmed().toStdString();
    task.path = m_path->currentData().toString().toStdString();
    task.module = m_module->text().trimmed().toStdString();
    for (const QString& tag : tagsEntered()) {
        task.tags.push_back(tag.toStdString());
    }
    task.difficulty = m_difficulty->value();
    task.url = m_url->text().trimmed().toStdString();
    task.scheduledAt = dayEntered();
    task.requirement = m_requirement->requirement();
    m_request = m_profile.tasks().add(std::move(task), [this](auto done) { answer(std::move(done)); });
}

void TaskForm::change() {
    events::TaskEdited changes;
    const auto differs = [](const std::string& now, const std::string& before) {
        return now != before ? std::optional(now) : std::nullopt;
    };
    changes.title = differs(m_title->text().trimmed().toStdString(), m_task->row.title);
    changes.summary = differs(m_summary->toPlainText().trimmed().toStdString(), m_task->summary);
    changes.module = differs(m_module->text().trimmed().toStdString(), m_task->row.module);
    changes.url = differs(m_url->text().trimmed().toStdString(), m_task->url);
    std::vector<std::string> tags;
    for (const QString& tag : tagsEntered()) {
        tags.push_back(tag.toStdString());
    }
    if (tags != m_task->tags) {
        changes.tags = std::move(tags);
    }
    // What its address says by itself need not be written down.
    const auto before = m_task->provable.value_or(events::Requirement());
    if (const auto wanted = m_requirement->requirement(); wanted != before && wanted != m_task->requirement) {
        changes.requirement = wanted;
    }
    if (m_difficulty->value() != m_task->row.difficulty) {
        changes.difficulty = m_difficulty->value();
    }

    const std::string id = m_task->row.id;
    const std::optional<std::int64_t> day = dayEntered();
    const auto dateOf = [](std::optional<std::int64_t> at) { return at ? Words::dateOf(*at) : QDate(); };
    const bool replanned = dateOf(day) != dateOf(m_task->row.scheduledAt);
    if (changes == events::TaskEdited{}) {
        if (replanned) {
            m_request = m_profile.tasks().schedule({id}, day, [this](auto done) { answer(std::move(done)); });
        } else {
            reject();
        }
        return;
    }
    m_request =
        m_profile.tasks().edit(id, std::move(changes), [this, id, replanned, day](base::Expected<api::Done> done) {
            if (done && replanned) {
                m_planning =
                    m_profile.tasks().schedule({id}, day, [this](auto planned) { answer(std::move(planned)); });
            } else {
                answer(std::move(done));
            }
        });
}

void TaskForm::answer(base::Expected<api::Done> done) {
    m_save->setEnabled(true);
    if (!done) {
        if (done.error().place == "url") {
            m_urlTrouble->setText(QString::fromStdString(done.error().message));
            m_urlTrouble->show();
        } else {
            Q_EMIT failed(done.error());
        }
        return;
    }
    const QString id = m_task ? QString::fromStdString(m_task->row.id)
                              : QString::fromStdString(done->changed.empty() ? std::string() : done->changed.front());
    Q_EMIT saved(id, m_title->text().trimmed());
    accept();
}

} // namespace cairn::ui
