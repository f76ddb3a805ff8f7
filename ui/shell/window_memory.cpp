#include "ui/shell/window_memory.h"

#include "ui/widgets/drawer.h"

#include <QMainWindow>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr qsizetype kMostRecent = 12;

QString fileIn(const std::filesystem::path& folder) {
    return QString::fromStdString((folder / "window.ini").string());
}

} // namespace

WindowMemory::WindowMemory(const std::filesystem::path& profileFolder, QObject* parent)
    : QObject(parent)
    , m_file(fileIn(profileFolder), QSettings::IniFormat) {}

void WindowMemory::restore(QMainWindow& window) {
    if (!window.restoreGeometry(m_file.value(u"window/geometry"_s).toByteArray())) {
        window.resize(1440, 900);
    }
}

void WindowMemory::keep(const QMainWindow& window) {
    m_file.setValue(u"window/geometry"_s, window.saveGeometry());
}

void WindowMemory::attach(Theme& theme) {
    theme.setTextScale(m_file.value(u"window/textScale"_s, theme.textScale()).toInt());
    connect(&theme, &Theme::changed, this, [this, &theme] {
        if (m_file.value(u"window/textScale"_s, 100).toInt() != theme.textScale()) {
            m_file.setValue(u"window/textScale"_s, theme.textScale());
        }
    });
}

void WindowMemory::attachDrawers(QWidget& root) {
    for (DrawerPane* pane : root.findChildren<DrawerPane*>()) {
        const QString key = u"drawers/"_s + pane->objectName();
        pane->setDrawerWidth(m_file.value(key, pane->drawerWidth()).toInt());
        connect(pane, &DrawerPane::drawerResized, this, [this, key](int width) { m_file.setValue(key, width); });
    }
}

QStringList WindowMemory::recent() const {
    return m_file.value(u"palette/recent"_s).toStringList();
}

void WindowMemory::noteRecent(const QString& key) {
    QStringList keys = recent();
    keys.removeAll(key);
    keys.prepend(key);
    m_file.setValue(u"palette/recent"_s, keys.mid(0, kMostRecent));
}

} // namespace cairn::ui
