#pragma once

#include "core/events/catalogue.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace cairn::ui {

class Theme;

// One hint of a hints text: a heading of the second level, and what is under it.
struct Hint {
    QString title;
    QString markdown;
};

// Texts without such headings are one hint without a title. What stands before the first of them is left out when it is
// only the text's own title.
std::vector<Hint> splitHints(const QString& markdown);

// Hints, all closed, each opened by itself.
QWidget* makeHints(Theme& theme, const QString& markdown, QWidget* parent);

// A file to start from or a test: its name, the source to read and copy, and "Save as…".
QWidget* makeFileView(Theme& theme, const events::ContentFile& file, QWidget* parent);

// Links that the desktop opens.
QWidget* makeLinks(Theme& theme, const std::vector<events::Link>& links, QWidget* parent);

} // namespace cairn::ui
