#include "tests/bench/watched_application.h"

#include <QMetaEnum>

namespace cairn::bench {

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
    if (m_depth > 0) {
        return QApplication::notify(receiver, event);
    }
    // Both may be gone afterwards.
    const char* name = receiver->metaObject()->className();
    const QEvent::Type type = event->type();
    const Moment start = momentOfThread();
    ++m_depth;
    const bool done = QApplication::notify(receiver, event);
    --m_depth;
    const Moment taken = momentOfThread() - start;
    if (taken.busy > m_longest.taken.busy) {
        const char* key = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
        m_longest = {
            taken,
            QStringLiteral("%1 of %2").arg(QLatin1StringView(key != nullptr ? key : "?"), QLatin1StringView(name))};
    }
    return done;
}

} // namespace cairn::bench
