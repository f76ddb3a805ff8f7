#pragma once

#include "core/api/connections.h"
#include "ui/widgets/card.h"

#include <QList>

#include <vector>

class QGridLayout;

namespace cairn::ui {

// What the platforms say of the learner, as pictures: ratings over time, what was solved, in which languages, and when.
// Each names its source and the time at which that was asked.
class FiguresCard : public Card {
    Q_OBJECT

public:
    explicit FiguresCard(Theme& theme, QWidget* parent = nullptr);

    void setConnections(const std::vector<api::Connection>& connections);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void add(const QString& title, const QString& source, QWidget* picture);
    void addRatings(const api::Connection& connection);
    void addDifficulties(const api::Connection& connection);
    void addMost(
        const api::Connection& connection, const QString& title, const std::map<std::string, std::int64_t>& amounts);
    void addActivity(const std::vector<api::Connection>& connections);
    void arrange();

    Theme& m_theme;
    std::vector<api::Connection> m_shown{};
    bool m_rendered = false;
    QWidget* m_inside = nullptr;
    QGridLayout* m_grid = nullptr;
    QList<QWidget*> m_blocks{};
    int m_columns = 0;
};

} // namespace cairn::ui
