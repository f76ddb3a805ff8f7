#include "sync/client/secrets.h"

#include <QHash>
#include <QPointer>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace cairn::client {

namespace {

const QString kService = u"Cairn"_s;

class KeychainSecrets : public Secrets {
public:
    void read(const QString& name, QObject* context, Read read) override {
        if (const auto kept = m_memory.constFind(name); kept != m_memory.constEnd()) {
            read({*kept, false});
            return;
        }
        auto* job = new QKeychain::ReadPasswordJob(kService, context);
        job->setKey(name);
        QObject::connect(job, &QKeychain::Job::finished, context, [job, read = std::move(read)] {
            // Without any keychain it says OtherError, and never NoBackendAvailable; one that is locked EntryNotFound.
            const auto error = job->error();
            const bool none = error == QKeychain::OtherError || error == QKeychain::NoBackendAvailable;
            read({error == QKeychain::NoError ? std::optional(job->binaryData()) : std::nullopt, !none});
        });
        job->start();
    }

    void write(const QString& name, const QByteArray& value, QObject* context, Done done) override {
        // What is asked for while the keychain works comes from here.
        m_memory[name] = value;
        auto* job = new QKeychain::WritePasswordJob(kService, context);
        job->setKey(name);
        job->setBinaryData(value);
        QObject::connect(job, &QKeychain::Job::finished, context, [this, job, name, value, done = std::move(done)] {
            const bool kept = job->error() == QKeychain::NoError;
            if (kept && m_memory.value(name) == value) {
                m_memory.remove(name);
            }
            done(kept);
        });
        job->start();
    }

    void erase(const QString& name) override {
        m_memory.remove(name);
        auto* job = new QKeychain::DeletePasswordJob(kService);
        job->setKey(name);
        job->start(); // deletes itself
    }

private:
    QHash<QString, QByteArray> m_memory{}; // what no keychain has taken
};

} // namespace

std::unique_ptr<Secrets> keychainSecrets() {
    return std::make_unique<KeychainSecrets>();
}

} // namespace cairn::client
