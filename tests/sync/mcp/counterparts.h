#pragma once

#include <QFile>
#include <QString>

namespace cairn::test {

// Where packaging/check puts the programs of tests/counterparts/package.json.
inline QString counterpart(const QString& path) {
    return QStringLiteral(CAIRN_COUNTERPARTS_DIR "/node_modules/") + path;
}

inline QString node() {
    return counterpart(QStringLiteral(".bin/node"));
}

inline bool hasCounterparts() {
    return QFile::exists(node()) && QFile::exists(counterpart(QStringLiteral("codeforces-mcp-server/dist/index.js")));
}

} // namespace cairn::test
