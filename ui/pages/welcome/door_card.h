#pragma once

#include "core/api/imports.h"
#include "ui/widgets/card.h"

#include <QAbstractButton>

namespace cairn::ui {

// One of the ways in: a sign, a name, what is behind it, and below that what the page puts there.
class DoorCard : public Card {
    Q_OBJECT

public:
    DoorCard(Theme& theme, const QString& icon, const QString& title, const QString& text, QWidget* parent);
};

// A track that comes with the program, as a line to press.
class StarterButton : public QAbstractButton {
    Q_OBJECT

public:
    StarterButton(Theme& theme, const api::StarterPath& path, QWidget* parent);

    QSize sizeHint() const override;

    bool hasHeightForWidth() const override { return true; }

    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRect summaryRoom(int width) const; // in the reading direction's coordinates

    Theme& m_theme;
    QString m_summary;
};

} // namespace cairn::ui
