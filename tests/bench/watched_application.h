#pragma once

#include "tests/bench/thread_time.h"

#include <QApplication>
#include <QString>

namespace cairn::bench {

// An application that knows how long it could not answer: the longest handling of one event, with everything that was
// handled inside of it.
class WatchedApplication : public QApplication {
public:
    struct Stall {
        Moment taken;
        QString in; // "UpdateRequest of QWidgetWindow"
    };

    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override;

    // Since the last time that it was asked for.
    Stall takeLongest() { return std::exchange(m_longest, {}); }

private:
    int m_depth = 0;
    Stall m_longest;
};

} // namespace cairn::bench
