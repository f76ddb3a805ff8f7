#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/words.h"

#include <QWidget>

class QLabel;

namespace cairn::ui {

class TextLabel;

// A sentence or two beside a sign, inside of a card or a dialog: something to know, to mind, or that went wrong. It
// takes no room while it has nothing to say; what went wrong is read out to screen readers.
class Notice : public QWidget {
    Q_OBJECT

public:
    enum class Kind { information, warning, trouble };

    explicit Notice(Theme& theme, QWidget* parent = nullptr);

    void say(Kind kind, const QString& text, const QString& more = {});
    void say(const Words::Trouble& trouble);
    void clear();

    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void redraw();

    Theme& m_theme;
    QLabel* m_sign;
    TextLabel* m_text;
    TextLabel* m_more;
    Kind m_kind = Kind::information;
};

} // namespace cairn::ui
