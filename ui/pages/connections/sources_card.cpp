#include "ui/pages/connections/sources_card.h"

#include "ui/pages/connections/figure_grid.h"
#include "ui/pages/connections/source_figures.h"
#include "ui/widgets/activity_calendar.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/words.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr qsizetype kMostBars = 8;

} // namespace

SourcesCard::SourcesCard(Theme& theme, QWidget* parent)
    : Card(theme, tr("All sources"), parent)
    , m_theme(theme) {}

void SourcesCard::setConnections(const std::vector<api::Connection>& connections) {
    if (connections == m_shown) {
        return;
    }
    m_shown = connections;
    delete m_inside;
    m_inside = new QWidget(this);
    auto* column = new QVBoxLayout(m_inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(24);
    auto* figures = new FigureGrid(m_theme, 176, 5, m_inside);
    auto* pictures = new FigureGrid(m_theme, 344, 2, m_inside);
    addFigures(*figures);
    addBars(*pictures);
    addDays(*pictures);
    m_empty = figures->isEmpty() && pictures->isEmpty();
    for (FigureGrid* grid : {figures, pictures}) {
        grid->setVisible(!grid->isEmpty());
        column->addWidget(grid);
    }
    body()->addWidget(m_inside);
    m_inside->show();
}

// The sources of something, as one line.
template<class Has> QString SourcesCard::sources(Has has) const {
    QStringList names;
    for (const api::Connection& connection : m_shown) {
        if (has(connection.figures)) {
            names << sourceText(connection);
        }
    }
    return names.join(u"; "_s);
}

void SourcesCard::addFigures(FigureGrid& grid) const {
    QList<SourceFigure> all{problemsSolved(m_shown), contributions(m_shown), contests(m_shown)};
    all << bestRatings(m_shown);
    for (const SourceFigure& figure : std::as_const(all)) {
        const QString sum = QLocale().toString(figure.sum());
        if (!figure.parts.isEmpty()) {
            grid.addFigure(figure.name, figure.atLeast ? tr("at least %1").arg(sum) : sum, figure.partTexts());
        }
    }
}

void SourcesCard::addBars(FigureGrid& grid) const {
    const auto add = [&](const QString& name, const QList<SourceFigure>& figures, const QString& from) {
        QList<BarList::Bar> bars;
        for (const SourceFigure& figure : figures.first(std::min(figures.size(), kMostBars))) {
            bars.append({figure.name, figure.sum(), Token::accent, figure.shortParts()});
        }
        if (!bars.isEmpty()) {
            auto* list = new BarList(m_theme, name, &grid);
            list->setBars(bars);
            grid.addPicture(name, from, list);
        }
    };
    add(tr("Languages"), languages(m_shown), sources([](const auto& said) { return !said.languages.empty(); }));
    add(tr("Topics"), topics(m_shown), sources([](const auto& said) { return !said.skills.empty(); }));
}

void SourcesCard::addDays(FigureGrid& grid) const {
    std::map<base::Day, std::int64_t> days;
    for (const api::Connection& connection : m_shown) {
        for (const auto& [day, count] : connection.figures.days) {
            if (const QDate date = QDate::fromString(QString::fromStdString(day), Qt::ISODate); date.isValid()) {
                days[Words::dayOf(date)] += count;
            }
        }
    }
    if (days.empty()) {
        return;
    }
    std::vector<api::DayActivity> all;
    all.reserve(days.size());
    for (const auto& [day, count] : days) {
        all.push_back({day, count});
    }
    auto* calendar = new ActivityCalendar(m_theme, &grid);
    calendar->setDays(all, {}, Words::dayOf(QDate::currentDate()));
    grid.addPicture(
        tr("Days of the last weeks"), sources([](const auto& said) { return !said.days.empty(); }), calendar);
}

} // namespace cairn::ui
