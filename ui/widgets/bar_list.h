#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace cairn::ui {

// Named amounts as bars under each other, each with its figure: no axis and no legend are needed.
class BarList : public QWidget {
    Q_OBJECT

public:
    struct Bar {
        QString name;
        qint64 amount = 0;
        Token token = Token::accent;
        QString parts{}; // what it is made of, in words, under the bar
    };

    explicit BarList(Theme& theme, const QString& name, QWidget* parent = nullptr);

    void setBars(QList<Bar> bars);

    QSize sizeHint() const override;

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight(const Bar& bar) const;
    int nameWidth() const;

    Theme& m_theme;
    QList<Bar> m_bars;
};

} // namespace cairn::ui
