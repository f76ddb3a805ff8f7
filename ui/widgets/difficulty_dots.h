#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QPainter;

namespace cairn::ui {

// A difficulty of 1-10 as five dots, an odd one with half a dot.
class DifficultyDots : public QWidget {
    Q_OBJECT

public:
    DifficultyDots(Theme& theme, std::int64_t difficulty, QWidget* parent = nullptr);

    void setDifficulty(std::int64_t difficulty);

    // For delegates: at the start of `room`, in the middle of its height.
    static void paint(
        QPainter& painter, const Theme& theme, const QRect& room, std::int64_t difficulty,
        Qt::LayoutDirection direction = Qt::LeftToRight);
    static QSize size(const Theme& theme);
    static QString spoken(std::int64_t difficulty); // "difficulty 4 of 10"

    QSize sizeHint() const override { return size(m_theme); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    std::int64_t m_difficulty = 1;
};

} // namespace cairn::ui
