#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace cairn::ui {

class TextLabel;

// What an empty place shows: what it is for, and the first step.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(Theme& theme, const QString& icon, const QString& title, const QString& text, QWidget* parent = nullptr);

    void setTexts(const QString& title, const QString& text);
    QPushButton* addPrimary(const QString& text);
    QPushButton* addSecondary(const QString& text);

private:
    Theme& m_theme;
    TextLabel* m_title;
    TextLabel* m_text;
    QVBoxLayout* m_column;
    QHBoxLayout* m_buttons;
};

} // namespace cairn::ui
