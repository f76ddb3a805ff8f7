#pragma once

#include "ui/theme/theme.h"

#include <QTextBrowser>

namespace cairn::ui {

// Shows Markdown that others wrote. It drops HTML, loads nothing from anywhere (images stand as their descriptions),
// and hands links to the desktop only when they are http, https or mailto.
class MarkdownView : public QTextBrowser {
    Q_OBJECT

public:
    explicit MarkdownView(Theme& theme, const QString& name, QWidget* parent = nullptr);

    void showMarkdown(const QString& markdown);
    // Source text, in the type of code.
    void showCode(const QString& text);

    // As high as its text, for where something around it scrolls.
    void setFitsText(bool fits);

    static bool mayOpen(const QUrl& url);

    QVariant loadResource(int type, const QUrl& name) override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void render();
    void styleBlocks();
    void frameCode();
    void styleTables();
    void fit();

    Theme& m_theme;
    QString m_source;
    bool m_isCode = false;
    bool m_fits = false;
};

} // namespace cairn::ui
