#pragma once

#include "core/base/error.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>

class QObject;

namespace cairn::client {

// Where a sign-in is kept between two runs. Answers come later on the thread that asked; `context`'s end ends the
// wait.
class Secrets {
public:
    virtual ~Secrets() = default;

    struct Found {
        // None: there is none, or whoever keeps it is locked and does not say so. Nobody is signed out for that, and
        // nothing is written over it.
        std::optional<QByteArray> value{};
        bool kept = true; // no: nobody here keeps anything longer than this program runs
    };

    using Read = std::function<void(const Found& found)>;
    using Done = std::function<void(bool kept)>; // no: it lasts as long as this program

    virtual void read(const QString& name, QObject* context, Read read) = 0;
    virtual void write(const QString& name, const QByteArray& value, QObject* context, Done done) = 0;
    virtual void erase(const QString& name) = 0;
};

// The keychain of the operating system; where there is none, this program's memory.
std::unique_ptr<Secrets> keychainSecrets();

// A file that only its owner may read: for computers without a keychain, where somebody has asked for it.
std::unique_ptr<Secrets> fileSecrets(const QString& file);

} // namespace cairn::client
