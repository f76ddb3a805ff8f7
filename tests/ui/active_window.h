#pragma once

#include <QApplication>
#include <QTest>
#include <QWidget>

namespace cairn::test {

// Waits until what is typed goes to this window. QTest::qWaitForWindowActive() is content with a dialog whose parent is
// the active window.
inline bool waitUntilActive(QWidget* window) {
    return QTest::qWaitFor([window] { return QApplication::activeWindow() == window; }, 10'000);
}

} // namespace cairn::test
