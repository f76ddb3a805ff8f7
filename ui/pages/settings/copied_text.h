#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace cairn::ui {

class Navigator;
class TextLabel;

// Something that is pasted elsewhere, with a button that copies it.
class CopiedText : public QWidget {
    Q_OBJECT

public:
    // `copied`: what is announced then.
    CopiedText(Theme& theme, Navigator& navigator, const QString& name, const QString& copied, QWidget* parent);

    void setText(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    TextLabel* m_text;
};

} // namespace cairn::ui
