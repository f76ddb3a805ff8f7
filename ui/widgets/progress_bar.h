#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace cairn::ui {

// A thin line that fills up. Screen readers hear its accessible name and its description, "41 of 140".
class ThinProgressBar : public QWidget {
    Q_OBJECT

public:
    explicit ThinProgressBar(Theme& theme, const QString& name, QWidget* parent = nullptr);

    // `all` 0: nobody knows how much there is; the bar then shows that something goes on.
    void setProgress(std::int64_t done, std::int64_t all);
    void setToken(Token token);

    QSize sizeHint() const override { return {120, 6}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    Token m_token = Token::accent;
    std::int64_t m_done = 0;
    std::int64_t m_all = 0;
};

} // namespace cairn::ui
