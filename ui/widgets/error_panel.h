#pragma once

#include "core/base/error.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"

class QHBoxLayout;
class QPushButton;

namespace cairn::ui {

// Says what happened, what it means for one's data, and what to do; the details can be copied.
class ErrorPanel : public Card {
    Q_OBJECT

public:
    explicit ErrorPanel(Theme& theme, QWidget* parent = nullptr);
    ErrorPanel(Theme& theme, const base::Error& error, QWidget* parent = nullptr);

    void setError(const base::Error& error);

    // A further button beside "Copy details": "Try again".
    QPushButton* addButton(const QString& text);

private:
    Theme& m_theme;
    TextLabel* m_what;
    TextLabel* m_meaning;
    TextLabel* m_todo;
    QHBoxLayout* m_buttons;
    QString m_details;
};

} // namespace cairn::ui
