#include "sync/server/auth/sealed_files.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cairn;

class SealedFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void areReadByWhoHasTheKey() {
        const QTemporaryDir folder;
        const std::filesystem::path place(folder.path().toStdString());
        const server::Seal seal(place / "key");
        const server::Seal other(place / "other");
        const server::SealedFiles files(seal, place / "kept");
        QCOMPARE(files.read("a"), std::string());
        files.write("a", "secret");
        QCOMPARE(files.read("a"), std::string("secret"));
        QFile file(folder.filePath(u"kept/a"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("secret"));
        QCOMPARE(
            file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
            QFile::Permissions());
        QCOMPARE(server::SealedFiles(other, place / "kept").read("a"), std::string());
        std::filesystem::copy_file(place / "kept" / "a", place / "kept" / "b");
        QCOMPARE(files.read("b"), std::string()); // files cannot be swapped
        files.write("a", "");
        QVERIFY(!file.exists());
    }
};

QTEST_GUILESS_MAIN(SealedFilesTest)
#include "sealed_files_test.moc"
