#pragma once

#include "core/api/connections.h"
#include "ui/widgets/card.h"

#include <vector>

namespace cairn::ui {

class FigureGrid;

// What all platforms together say of the learner: totals, best ratings, languages, topics and days, each with what it
// is made of. It has nothing of an account that is not connected any more.
class SourcesCard : public Card {
    Q_OBJECT

public:
    explicit SourcesCard(Theme& theme, QWidget* parent = nullptr);

    void setConnections(const std::vector<api::Connection>& connections);

    bool isEmpty() const { return m_empty; }

private:
    void addFigures(FigureGrid& grid) const;
    void addBars(FigureGrid& grid) const;
    void addDays(FigureGrid& grid) const;
    template<class Has> QString sources(Has has) const;

    Theme& m_theme;
    std::vector<api::Connection> m_shown{};
    QWidget* m_inside = nullptr;
    bool m_empty = true;
};

} // namespace cairn::ui
