#include "ui/pages/tasks/filter_bar.h"

#include "ui/models/task_text.h"
#include "ui/pages/tasks/filter_chip.h"
#include "ui/pages/tasks/filter_popups.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

template<class Enum> QString names(const std::vector<Enum>& values) {
    QStringList words;
    for (const Enum value : values) {
        words << Words::of(value);
    }
    return words.join(u", "_s);
}

template<class Enum> QString number(Enum value) {
    return QString::number(static_cast<int>(value));
}

template<class Enum> std::vector<Enum> valuesOf(const QStringList& ids) {
    std::vector<Enum> values;
    for (const QString& id : ids) {
        values.push_back(static_cast<Enum>(id.toInt()));
    }
    return values;
}

QList<ChoicePopup::Item> itemsOf(const std::vector<api::TaskFacets::Named>& named, const QString& chosen) {
    QList<ChoicePopup::Item> items;
    for (const auto& each : named) {
        const QString id = QString::fromStdString(each.id);
        items.append({id, QString::fromStdString(each.title), id == chosen});
    }
    return items;
}

TaskChoice::Named named(const std::vector<api::TaskFacets::Named>& all, const QStringList& ids) {
    const std::string id = ids.value(0).toStdString();
    const auto found = std::ranges::find(all, id, &api::TaskFacets::Named::id);
    return found == all.end() ? TaskChoice::Named{}
                              : TaskChoice::Named{ids.value(0), QString::fromStdString(found->title)};
}

} // namespace

FilterBar::FilterBar(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_summary(new TextLabel(theme, Type::body, Token::muted, {}, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    auto* chips = new QWidget(this);
    auto* flow = new FlowLayout(chips, 8);
    row->addWidget(chips, 1);
    row->addWidget(m_summary, 0, Qt::AlignTop);
    m_summary->setMinimumHeight(theme.scaled(28));
    m_path = addChip(tr("Path"));
    m_status = addChip(tr("Status"));
    m_topic = addChip(tr("Topic"));
    m_module = addChip(tr("Module"));
    m_difficulty = addChip(tr("Difficulty"));
    m_source = addChip(tr("Source"));
    m_date = addChip(tr("Date"));
    m_clear = makePlainButton(theme, tr("Clear all"), this);
    m_clear->setFont(theme.strong(Type::secondary));
    for (QWidget* chip : std::initializer_list<QWidget*>{
             m_path, m_status, m_topic, m_module, m_difficulty, m_source, m_date, m_clear}) {
        flow->addWidget(chip);
    }
    using Kind = ChoicePopup::Kind;
    m_paths = new ChoicePopup(theme, tr("Path"), Kind::one, this);
    m_states = new ChoicePopup(theme, tr("Status"), Kind::several, this);
    m_topics = new ChoicePopup(theme, tr("Topic"), Kind::one, this);
    m_modules = new ChoicePopup(theme, tr("Module"), Kind::one, this);
    m_sources = new ChoicePopup(theme, tr("Source"), Kind::several, this);
    m_difficulties = new DifficultyPopup(theme, this);
    m_dates = new DatePopup(theme, this);
    connectChips();
    render();
}

FilterChip* FilterBar::addChip(const QString& name) {
    return new FilterChip(m_theme, name, this);
}

void FilterBar::connectChips() {
    using Edit = std::function<void(TaskChoice&)>;
    const auto connectChip = [this](FilterChip* chip, FilterPopup* popup, const Edit& clear) {
        connect(chip, &FilterChip::opened, this, [this, chip, popup] {
            fillPopups();
            popup->openBelow(*chip);
        });
        connect(chip, &FilterChip::cleared, this, [this, clear] { change(clear); });
    };
    connectChip(m_path, m_paths, [](TaskChoice& choice) { choice.path = {}; });
    connectChip(m_status, m_states, [](TaskChoice& choice) { choice.states.clear(); });
    connectChip(m_topic, m_topics, [](TaskChoice& choice) { choice.topic = {}; });
    connectChip(m_module, m_modules, [](TaskChoice& choice) { choice.module.clear(); });
    connectChip(m_difficulty, m_difficulties, [](TaskChoice& choice) {
        choice.difficultyFrom = 1;
        choice.difficultyTo = 10;
    });
    connectChip(m_source, m_sources, [](TaskChoice& choice) { choice.sources.clear(); });
    connectChip(m_date, m_dates, [](TaskChoice& choice) { choice.when = TaskChoice::When::any; });

    connect(m_paths, &ChoicePopup::chosen, this, [this](const QStringList& ids) {
        change([&](TaskChoice& choice) { choice.path = named(m_facets.paths, ids); });
    });
    connect(m_topics, &ChoicePopup::chosen, this, [this](const QStringList& ids) {
        change([&](TaskChoice& choice) { choice.topic = named(m_facets.topics, ids); });
    });
    connect(m_modules, &ChoicePopup::chosen, this, [this](const QStringList& ids) {
        change([&](TaskChoice& choice) { choice.module = ids.value(0); });
    });
    connect(m_states, &ChoicePopup::chosen, this, [this](const QStringList& ids) {
        change([&](TaskChoice& choice) { choice.states = valuesOf<api::TaskState>(ids); });
    });
    connect(m_sources, &ChoicePopup::chosen, this, [this](const QStringList& ids) {
        change([&](TaskChoice& choice) { choice.sources = valuesOf<events::TaskSource>(ids); });
    });
    connect(m_difficulties, &DifficultyPopup::chosen, this, [this](int from, int to) {
        change([&](TaskChoice& choice) {
            choice.difficultyFrom = from;
            choice.difficultyTo = to;
        });
    });
    connect(m_dates, &DatePopup::chosen, this, [this](TaskChoice::When when, QDate from, QDate to) {
        change([&](TaskChoice& choice) {
            choice.when = when;
            choice.from = from;
            choice.to = to;
        });
    });
    connect(m_clear, &QPushButton::clicked, this, [this] { change([](TaskChoice& choice) { choice.clear(); }); });
}

void FilterBar::fillPopups() {
    m_paths->setItems(itemsOf(m_facets.paths, m_choice.path.id));
    m_topics->setItems(itemsOf(m_facets.topics, m_choice.topic.id));
    QList<ChoicePopup::Item> items;
    for (const std::string& module : m_facets.modules) {
        const QString name = QString::fromStdString(module);
        items.append({name, name, name == m_choice.module});
    }
    m_modules->setItems(items);
    items.clear();
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<api::TaskState>>([&](auto each) {
        const bool chosen = std::ranges::find(m_choice.states, each.value) != m_choice.states.end();
        items.append({number(each.value), Words::of(each.value), chosen});
    });
    m_states->setItems(items);
    items.clear();
    for (const events::TaskSource source : m_facets.sources) {
        const bool chosen = std::ranges::find(m_choice.sources, source) != m_choice.sources.end();
        items.append({number(source), Words::of(source), chosen});
    }
    m_sources->setItems(items);
    m_difficulties->setRange(m_choice.difficultyFrom, m_choice.difficultyTo);
    m_dates->setChoice(m_choice, QDate::currentDate());
}

void FilterBar::setChoice(const TaskChoice& choice) {
    m_choice = choice;
    render();
}

void FilterBar::change(const std::function<void(TaskChoice&)>& edit) {
    TaskChoice next = m_choice;
    edit(next);
    if (next.path.id != m_choice.path.id) {
        next.topic = {};
        next.module.clear();
    }
    if (!(next == m_choice)) {
        m_choice = next;
        render();
        Q_EMIT choiceChanged(m_choice);
    }
}

void FilterBar::setFacets(const api::TaskFacets& facets) {
    m_facets = facets;
    m_module->setVisible(!facets.modules.empty() || m_module->isActive());
}

void FilterBar::setSummary(std::int64_t total, std::int64_t done) {
    const QLocale locale;
    m_summary->setText(tr("%1 · %2").arg(
        tr("%n task(s)", nullptr, static_cast<int>(total)), tr("%1 done").arg(locale.toString(done))));
}

QString FilterBar::dateText() const {
    switch (m_choice.when) {
    case TaskChoice::When::any:
        return {};
    case TaskChoice::When::today:
        return tr("today");
    case TaskChoice::When::thisWeek:
        return tr("this week");
    case TaskChoice::When::overdue:
        return tr("overdue");
    case TaskChoice::When::range:
        return m_choice.from == m_choice.to ? Words::day(m_choice.from)
                                            : tr("%1 – %2").arg(Words::day(m_choice.from), Words::day(m_choice.to));
    }
    return {};
}

void FilterBar::render() {
    const QLocale locale;
    m_path->setValue(m_choice.path.title);
    m_status->setValue(names(m_choice.states));
    m_topic->setValue(m_choice.topic.title);
    m_module->setValue(m_choice.module);
    const QString from = locale.toString(m_choice.difficultyFrom);
    const QString to = locale.toString(m_choice.difficultyTo);
    m_difficulty->setValue(!m_choice.limitsDifficulty() ? QString() : from == to ? from : tr("%1 – %2").arg(from, to));
    m_source->setValue(names(m_choice.sources));
    m_date->setValue(dateText());
    m_module->setVisible(!m_facets.modules.empty() || m_module->isActive());
    m_clear->setVisible(m_choice.isActive());
}

} // namespace cairn::ui
