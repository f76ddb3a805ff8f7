#pragma once

#include <QList>
#include <QSslError>

#include <optional>
#include <string>

namespace cairn::client {

// Where a certificate does not hold at the time that this computer's clock says: a sentence that says both of what it
// may come from, for nobody here can tell whose clock is right before the connection is safe. Nothing where its time is
// not what is wrong with it.
std::optional<std::string> certificateTimeTrouble(const QList<QSslError>& errors);

} // namespace cairn::client
