#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLineEdit;

namespace cairn::ui {

class TextLabel;

// A line to fill in, and below it what is wrong with what stands there.
class CheckedField : public QWidget {
    Q_OBJECT

public:
    // Takes the line over. `name` is what screen readers say of it.
    CheckedField(Theme& theme, QLineEdit* line, const QString& name, QWidget* parent = nullptr);

    QLineEdit* line() const { return m_line; }

    QString text() const; // without the spaces around it

    // Empty: nothing is wrong. Writing in the line takes it back.
    void say(const QString& trouble);

    // Says `missing` when nothing was written, and whether something was.
    bool require(const QString& missing);

private:
    QLineEdit* m_line;
    TextLabel* m_trouble;
};

} // namespace cairn::ui
