#pragma once

#include "core/api/connections.h"
#include "ui/widgets/card.h"

#include <vector>

namespace cairn::ui {

class FigureGrid;

// What each platform says of the learner by itself, as pictures: ratings over time, and what was solved or tried by
// difficulty. Each names its source and the time at which that was asked.
class FiguresCard : public Card {
    Q_OBJECT

public:
    explicit FiguresCard(Theme& theme, QWidget* parent = nullptr);

    void setConnections(const std::vector<api::Connection>& connections);

    bool isEmpty() const { return m_empty; } // but for words

private:
    void addRatings(FigureGrid& grid, const api::Connection& connection);
    void addDifficulties(FigureGrid& grid, const api::Connection& connection, const QString& kind, const QString& name);

    Theme& m_theme;
    std::vector<api::Connection> m_shown{};
    bool m_rendered = false;
    bool m_empty = true;
    QWidget* m_inside = nullptr;
};

} // namespace cairn::ui
