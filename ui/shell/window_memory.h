#pragma once

#include "ui/theme/theme.h"

#include <QObject>
#include <QSettings>

#include <filesystem>
#include <memory>

class QMainWindow;

namespace cairn::ui {

// Remembers how the window was left: where it stood, how wide its drawers were, how large the text was, what was gone
// to last. It lives in a file of the profile's folder, not among the person's global settings, so that a profile moves
// as one folder. What it cannot write it forgets.
class WindowMemory : public QObject {
    Q_OBJECT

public:
    // An empty folder: nothing is remembered, as when pictures are drawn of somebody's profile.
    explicit WindowMemory(const std::filesystem::path& profileFolder, QObject* parent = nullptr);

    void restore(QMainWindow& window);
    void keep(const QMainWindow& window);

    // Restores the text size and keeps it from then on.
    void attach(Theme& theme);
    // Restores every DrawerPane below `root` by its name, and keeps what the person does to them.
    void attachDrawers(QWidget& root);

    QStringList recent() const;
    void noteRecent(const QString& key);

private:
    QVariant value(const QString& key, const QVariant& otherwise) const;
    void set(const QString& key, const QVariant& value);

    std::unique_ptr<QSettings> m_file;
};

} // namespace cairn::ui
