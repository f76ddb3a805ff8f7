#include "ui/pages/connections/figures_card.h"

#include "ui/models/proof_text.h"
#include "ui/pages/connections/figure_grid.h"
#include "ui/pages/connections/source_figures.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

FiguresCard::FiguresCard(Theme& theme, QWidget* parent)
    : Card(theme, tr("What the platforms say"), parent)
    , m_theme(theme) {}

void FiguresCard::setConnections(const std::vector<api::Connection>& connections) {
    if (std::exchange(m_rendered, true) && connections == m_shown) {
        return;
    }
    m_shown = connections;
    delete m_inside;
    auto* grid = new FigureGrid(m_theme, 344, 2, this);
    m_inside = grid;
    for (const api::Connection& connection : connections) {
        addRatings(*grid, connection);
    }
    for (const api::Connection& connection : connections) {
        addDifficulties(*grid, connection, u"solved_"_s, tr("Solved by difficulty"));
        addDifficulties(*grid, connection, u"tried_"_s, tr("Tried by difficulty"));
    }
    m_empty = grid->isEmpty();
    if (m_empty) {
        delete grid;
        m_inside = makeParagraph(
            m_theme,
            connections.empty()
                ? tr("Connect an account, and its ratings, what you have solved, your languages and your days stand "
                     "here, each with its source and time.")
                : tr("The platforms have not said anything yet. Their figures come with the exchange with the server."),
            this);
    }
    body()->addWidget(m_inside);
    m_inside->show();
}

void FiguresCard::addRatings(FigureGrid& grid, const api::Connection& connection) {
    if (connection.figures.ratings.empty()) {
        return;
    }
    const QString name = tr("Rating at %1").arg(platformName(connection.platform));
    auto* chart = new LineChart(m_theme, name, &grid);
    QList<LineChart::Point> points;
    for (const events::RatingChange& change : connection.figures.ratings) {
        points.append({change.at, change.rating, QString::fromStdString(change.contest)});
    }
    std::ranges::stable_sort(points, {}, &LineChart::Point::at);
    chart->setPoints(points);
    grid.addPicture(name, sourceText(connection), chart);
}

// Not every platform tells which of the problems that somebody tried were solved.
void FiguresCard::addDifficulties(
    FigureGrid& grid, const api::Connection& connection, const QString& kind, const QString& name) {
    const auto& totals = connection.figures.totals;
    QList<BarList::Bar> bars;
    for (const auto& [key, words, token] :
         {std::tuple("easy", tr("easy"), Token::done), std::tuple("medium", tr("medium"), Token::inProgress),
          std::tuple("hard", tr("hard"), Token::rusty)}) {
        if (const auto found = totals.find(kind.toStdString() + key); found != totals.end()) {
            bars.append({words, found->second, token});
        }
    }
    if (!bars.isEmpty()) {
        auto* list = new BarList(m_theme, name, &grid);
        list->setBars(bars);
        grid.addPicture(name, sourceText(connection), list);
    }
}

} // namespace cairn::ui
