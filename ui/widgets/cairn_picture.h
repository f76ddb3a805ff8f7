#pragma once

#include "core/api/progress.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace cairn::ui {

// The level as stacked stones: one for each topic area, the highest level at the bottom, width by its level. Its text
// says the same to whoever does not see it.
class CairnPicture : public QWidget {
    Q_OBJECT

public:
    explicit CairnPicture(Theme& theme, QWidget* parent = nullptr);

    void setTopics(const std::vector<api::TopicLevel>& topics); // highest first

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override; // tips

private:
    QRectF stone(int index) const;

    Theme& m_theme;
    std::vector<api::TopicLevel> m_stones; // bottom first
};

} // namespace cairn::ui
