#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace cairn::ui {

class MarkdownView;
class TextLabel;

// The learner's own note on a topic: Markdown to read, and a field to write it in. What was typed is never dropped:
// going on to another topic saves it, and an answer that comes while someone types changes nothing in the field.
class TopicNote : public QWidget {
    Q_OBJECT

public:
    explicit TopicNote(Theme& theme, QWidget* parent = nullptr);

    void setNote(const QString& topic, const QString& markdown);
    void setHasEarlier(bool has); // versions, besides this one
    void setReadOnly(bool readOnly);
    void edit();
    void finish(); // saves what is being typed

    bool isEditing() const;

Q_SIGNALS:
    void saved(const QString& topic, const QString& markdown);
    void earlierAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void save();
    void leave();
    void render();

    Theme& m_theme;
    TextLabel* m_title;
    QToolButton* m_edit;
    MarkdownView* m_text;
    QPushButton* m_begin; // where there is no note yet
    QPushButton* m_earlier;
    QWidget* m_writing;
    QPlainTextEdit* m_field;
    QString m_topic;
    QString m_markdown;
    bool m_hasEarlier = false;
    bool m_readOnly = false;
};

} // namespace cairn::ui
