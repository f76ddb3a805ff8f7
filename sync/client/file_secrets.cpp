#include "sync/client/secrets.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace cairn::client {

namespace {

class FileSecrets : public Secrets {
public:
    explicit FileSecrets(QString file)
        : m_file(std::move(file)) {}

    void read(const QString& name, QObject*, Read read) override {
        const auto value = load().value(name);
        read({value.isString() ? std::optional(value.toString().toUtf8()) : std::nullopt});
    }

    void write(const QString& name, const QByteArray& value, QObject*, Done done) override {
        auto all = load();
        all[name] = QString::fromUtf8(value);
        done(save(all));
    }

    void erase(const QString& name) override {
        auto all = load();
        all.remove(name);
        save(all);
    }

private:
    QJsonObject load() const {
        constexpr qint64 kMost = 1 << 20;
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.read(kMost)).object() : QJsonObject();
    }

    bool save(const QJsonObject& all) {
        QSaveFile file(m_file);
        return file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
               file.write(QJsonDocument(all).toJson(QJsonDocument::Compact)) >= 0 && file.commit();
    }

    QString m_file;
};

} // namespace

std::unique_ptr<Secrets> fileSecrets(const QString& file) {
    return std::make_unique<FileSecrets>(file);
}

} // namespace cairn::client
