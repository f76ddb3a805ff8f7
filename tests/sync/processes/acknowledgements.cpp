#include "tests/sync/processes/acknowledgements.h"

#include "sync/wire/frame.h"

#include <QtEndian>

#include <algorithm>

namespace cairn::test {

namespace {

constexpr quint8 kText = 0x81; // and the last piece of it

} // namespace

void Acknowledgements::heard(const QByteArray& bytes, Confirmed& confirmed) {
    m_unread += bytes;
    if (!m_upgraded) {
        if (!m_unread.startsWith("HTTP/1.1 101")) {
            return; // a request and its answer
        }
        const auto end = m_unread.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        m_unread.remove(0, end + 4);
        m_upgraded = true;
    }
    while (takeFrame(confirmed)) {
    }
}

bool Acknowledgements::takeFrame(Confirmed& confirmed) {
    const auto* bytes = reinterpret_cast<const uchar*>(m_unread.constData());
    if (m_unread.size() < 2) {
        return false;
    }
    qsizetype head = 2;
    quint64 size = bytes[1];
    if (size == 126 || size == 127) {
        const qsizetype digits = size == 126 ? 2 : 8;
        head += digits;
        if (m_unread.size() < head) {
            return false;
        }
        size = digits == 2 ? qFromBigEndian<quint16>(bytes + 2) : qFromBigEndian<quint64>(bytes + 2);
    }
    if (static_cast<quint64>(m_unread.size() - head) < size) {
        return false;
    }
    if (bytes[0] == kText) {
        const auto frame = wire::decodeFrame(m_unread.mid(head, static_cast<qsizetype>(size)).toStdString());
        if (const auto* ack = frame ? std::get_if<wire::Ack>(&frame->message) : nullptr) {
            auto& last = confirmed[ack->device];
            last = std::max(last, ack->seq);
        }
    }
    m_unread.remove(0, head + static_cast<qsizetype>(size));
    return true;
}

} // namespace cairn::test
