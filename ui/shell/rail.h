#pragma once

#include "ui/shell/place.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace cairn::ui {

// One place in the rail: icon, name and, where something waits there, how much.
class RailEntry : public QAbstractButton {
    Q_OBJECT

public:
    RailEntry(Theme& theme, PlaceId place, const QString& icon, const QString& name, QWidget* parent);

    PlaceId place() const { return m_place; }

    // `meaning` says what the number counts: "7 due".
    void setCount(int count, const QString& meaning);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Theme& m_theme;
    PlaceId m_place;
    QString m_icon;
    int m_count = 0;
};

// The places at the window's start. Up and Down move between them, Enter or Space opens.
class Rail : public QWidget {
    Q_OBJECT

public:
    explicit Rail(Theme& theme, QWidget* parent = nullptr);

    // `last`: stands at the bottom, apart from the others.
    RailEntry* add(PlaceId place, const QString& icon, const QString& name, bool last = false);
    RailEntry* entry(PlaceId place) const;
    void setCurrent(PlaceId place);

Q_SIGNALS:
    void chosen(PlaceId place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Theme& m_theme;
    QVBoxLayout* m_column;
    QList<RailEntry*> m_entries;
};

} // namespace cairn::ui
