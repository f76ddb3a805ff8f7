#pragma once

#include "core/api/paths.h"
#include "ui/widgets/card.h"

#include <QAbstractButton>

#include <optional>

class QPushButton;

namespace cairn::ui {

class FlowLayout;
class ThinProgressBar;

// A state's chip that can be pressed.
class ChipButton : public QAbstractButton {
    Q_OBJECT

public:
    ChipButton(Theme& theme, const QString& text, api::TopicStanding standing, QWidget* parent);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    api::TopicStanding m_standing;
};

// How far one has come on the current path; leads to the mindmap.
class PathCard : public Card {
    Q_OBJECT

public:
    explicit PathCard(Theme& theme, QWidget* parent = nullptr);

    void show(const std::optional<api::PathSummary>& path);

Q_SIGNALS:
    void mindmapAsked(const QString& item); // a topic's or a path's id

private:
    Theme& m_theme;
    ThinProgressBar* m_bar;
    TextLabel* m_figures;
    TextLabel* m_position;
    QWidget* m_chips = nullptr;
    QString m_path;
};

} // namespace cairn::ui
