#pragma once

#include "core/api/progress.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace cairn::ui {

class CairnPicture;

// The level as a cairn and a number. The verified level where there is one; else the self-reported one, which says that
// it is; the other stands below it.
class LevelCard : public Card {
    Q_OBJECT

public:
    explicit LevelCard(Theme& theme, QWidget* parent = nullptr);

    void show(const api::LevelView& level);

Q_SIGNALS:
    void taskAsked(const QString& id); // the one that moved it

private:
    CairnPicture* m_picture;
    TextLabel* m_name;
    TextLabel* m_number;
    TextLabel* m_change;
    TextLabel* m_movedBy;
    TextLabel* m_other;
};

} // namespace cairn::ui
