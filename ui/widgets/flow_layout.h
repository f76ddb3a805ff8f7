#pragma once

#include <QLayout>
#include <QList>

namespace cairn::ui {

// Puts its items side by side and goes on in a new line where there is no room. Follows the layout direction.
class FlowLayout : public QLayout {
    Q_OBJECT

public:
    explicit FlowLayout(QWidget* parent = nullptr, int gap = 8);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;

    int count() const override { return static_cast<int>(m_items.size()); }

    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;

    Qt::Orientations expandingDirections() const override { return {}; }

    bool hasHeightForWidth() const override { return true; }

    int heightForWidth(int width) const override;

    QSize sizeHint() const override { return minimumSize(); }

    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    int arrange(const QRect& rect, bool place) const; // the height it takes

    QList<QLayoutItem*> m_items; // owned, as layouts own
    int m_gap;
};

} // namespace cairn::ui
