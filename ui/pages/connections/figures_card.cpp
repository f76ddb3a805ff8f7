#include "ui/pages/connections/figures_card.h"

#include "ui/models/proof_text.h"
#include "ui/widgets/activity_calendar.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kTwoColumns = 720; // width from which pictures stand side by side
constexpr qsizetype kMostBars = 8;

QString sourceText(const api::Connection& connection) {
    return FiguresCard::tr("%1, %2", "an account at a platform, when it was asked")
        .arg(accountText(connection.platform, connection.account), Words::moment(connection.figures.at));
}

} // namespace

FiguresCard::FiguresCard(Theme& theme, QWidget* parent)
    : Card(theme, tr("What the platforms say"), parent)
    , m_theme(theme) {
    connect(&theme, &Theme::changed, this, [this] { arrange(); });
}

void FiguresCard::setConnections(const std::vector<api::Connection>& connections) {
    if (std::exchange(m_rendered, true) && connections == m_shown) {
        return;
    }
    m_shown = connections;
    delete m_inside;
    m_blocks.clear();
    m_columns = 0;
    m_inside = new QWidget(this);
    m_grid = new QGridLayout(m_inside);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(32);
    m_grid->setVerticalSpacing(24);
    for (const api::Connection& connection : connections) {
        addRatings(connection);
    }
    for (const api::Connection& connection : connections) {
        addDifficulties(connection);
        addMost(connection, tr("Languages"), connection.figures.languages);
        addMost(connection, tr("Topics"), connection.figures.skills);
    }
    addActivity(connections);
    if (m_blocks.isEmpty()) {
        auto* nothing = makeParagraph(
            m_theme,
            connections.empty()
                ? tr("Connect an account, and its ratings, what you have solved, your languages and your days stand "
                     "here, each with its source and time.")
                : tr("The platforms have not said anything yet. Their figures come with the exchange with the server."),
            m_inside);
        m_grid->addWidget(nothing, 0, 0);
    }
    body()->addWidget(m_inside);
    arrange();
    m_inside->show();
}

void FiguresCard::add(const QString& title, const QString& source, QWidget* picture) {
    auto* block = new QWidget(m_inside);
    auto* column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* name = makeParagraph(m_theme, title, block, Token::text);
    name->setStrong(true);
    column->addWidget(name);
    auto* from = new TextLabel(m_theme, Type::secondary, Token::muted, source, block);
    from->setWordWrap(true);
    column->addWidget(from);
    column->addSpacing(8);
    picture->setParent(block);
    column->addWidget(picture);
    column->addStretch(1);
    m_blocks << block;
}

void FiguresCard::addRatings(const api::Connection& connection) {
    if (connection.figures.ratings.empty()) {
        return;
    }
    const QString title = tr("Rating at %1").arg(platformName(connection.platform));
    auto* chart = new LineChart(m_theme, title, m_inside);
    QList<LineChart::Point> points;
    for (const events::RatingChange& change : connection.figures.ratings) {
        points.append({change.at, change.rating, QString::fromStdString(change.contest)});
    }
    std::ranges::stable_sort(points, {}, &LineChart::Point::at);
    chart->setPoints(points);
    add(title, sourceText(connection), chart);
}

void FiguresCard::addDifficulties(const api::Connection& connection) {
    const auto& totals = connection.figures.totals;
    QList<BarList::Bar> bars;
    for (const auto& [key, name, token] :
         {std::tuple("solved_easy", tr("easy"), Token::done),
          std::tuple("solved_medium", tr("medium"), Token::inProgress),
          std::tuple("solved_hard", tr("hard"), Token::rusty)}) {
        if (const auto found = totals.find(key); found != totals.end()) {
            bars.append({name, found->second, token});
        }
    }
    if (bars.isEmpty()) {
        return;
    }
    const QString title = tr("Solved by difficulty");
    auto* list = new BarList(m_theme, title, m_inside);
    list->setBars(bars);
    add(title, sourceText(connection), list);
}

void FiguresCard::addMost(
    const api::Connection& connection, const QString& title, const std::map<std::string, std::int64_t>& amounts) {
    if (amounts.empty()) {
        return;
    }
    QList<BarList::Bar> bars;
    for (const auto& [name, amount] : amounts) {
        bars.append({QString::fromStdString(name), amount});
    }
    std::ranges::stable_sort(bars, std::ranges::greater(), &BarList::Bar::amount);
    bars.resize(std::min(bars.size(), kMostBars));
    auto* list = new BarList(m_theme, title, m_inside);
    list->setBars(bars);
    add(title, sourceText(connection), list);
}

void FiguresCard::addActivity(const std::vector<api::Connection>& connections) {
    std::map<base::Day, std::int64_t> days;
    QStringList sources;
    for (const api::Connection& connection : connections) {
        for (const auto& [day, count] : connection.figures.days) {
            if (const QDate date = QDate::fromString(QString::fromStdString(day), Qt::ISODate); date.isValid()) {
                days[Words::dayOf(date)] += count;
            }
        }
        if (!connection.figures.days.empty()) {
            sources << sourceText(connection);
        }
    }
    if (days.empty()) {
        return;
    }
    auto* calendar = new ActivityCalendar(m_theme, m_inside);
    std::vector<api::DayActivity> all;
    for (const auto& [day, count] : days) {
        all.push_back({day, count});
    }
    calendar->setDays(all, {}, Words::dayOf(QDate::currentDate()));
    add(tr("Days of the last weeks"), sources.join(u"; "_s), calendar);
}

void FiguresCard::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    arrange();
}

void FiguresCard::arrange() {
    const int columns = width() >= m_theme.scaled(kTwoColumns) ? 2 : 1;
    if (m_grid == nullptr || m_blocks.isEmpty() || std::exchange(m_columns, columns) == columns) {
        return;
    }
    for (QWidget* block : m_blocks) {
        m_grid->removeWidget(block);
    }
    for (int at = 0; at < static_cast<int>(m_blocks.size()); ++at) {
        m_grid->addWidget(m_blocks.at(at), at / columns, at % columns);
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
}

} // namespace cairn::ui
