#pragma once

#include <QDate>

#include <unordered_map>

namespace cairn::ui {

// The days of many moments on the calendar of this computer, as QDateTime has them, at a fraction of the price: each
// day of UTC is looked up once.
class LocalDays {
public:
    QDate of(qint64 at); // milliseconds UTC

private:
    struct UtcDay {
        QDate first;
        QDate last;
        qint64 turnsAt = 0; // into `last`
    };

    std::unordered_map<qint64, UtcDay> m_days;
};

} // namespace cairn::ui
