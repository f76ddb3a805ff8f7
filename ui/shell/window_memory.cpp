#include "ui/shell/window_memory.h"

#include "ui/widgets/drawer.h"
#include "ui/widgets/path_text.h"

#include <QMainWindow>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr qsizetype kMostRecent = 12;

QString fileIn(const std::filesystem::path& folder) {
    return pathText(folder / "window.ini");
}

} // namespace

WindowMemory::WindowMemory(const std::filesystem::path& profileFolder, QObject* parent)
    : QObject(parent)
    , m_file(
          profileFolder.empty() ? nullptr : std::make_unique<QSettings>(fileIn(profileFolder), QSettings::IniFormat)) {}

QVariant WindowMemory::value(const QString& key, const QVariant& otherwise) const {
    return m_file ? m_file->value(key, otherwise) : otherwise;
}

void WindowMemory::set(const QString& key, const QVariant& value) {
    if (m_file) {
        m_file->setValue(key, value);
    }
}

void WindowMemory::restore(QMainWindow& window) {
    if (!window.restoreGeometry(value(u"window/geometry"_s, {}).toByteArray())) {
        window.resize(1440, 900);
    }
}

void WindowMemory::keep(const QMainWindow& window) {
    set(u"window/geometry"_s, window.saveGeometry());
}

void WindowMemory::attach(Theme& theme) {
    theme.setTextScale(value(u"window/textScale"_s, theme.textScale()).toInt());
    connect(&theme, &Theme::changed, this, [this, &theme] {
        if (value(u"window/textScale"_s, 100).toInt() != theme.textScale()) {
            set(u"window/textScale"_s, theme.textScale());
        }
    });
}

void WindowMemory::attachDrawers(QWidget& root) {
    for (DrawerPane* pane : root.findChildren<DrawerPane*>()) {
        const QString key = u"drawers/"_s + pane->objectName();
        pane->setDrawerWidth(value(key, pane->drawerWidth()).toInt());
        connect(pane, &DrawerPane::drawerResized, this, [this, key](int width) { set(key, width); });
    }
}

QStringList WindowMemory::recent() const {
    return value(u"palette/recent"_s, {}).toStringList();
}

void WindowMemory::noteRecent(const QString& key) {
    QStringList keys = recent();
    keys.removeAll(key);
    keys.prepend(key);
    set(u"palette/recent"_s, keys.mid(0, kMostRecent));
}

} // namespace cairn::ui
