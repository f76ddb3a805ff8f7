#include "core/events/event_codec.h"
#include "sync/server/database/schema.h"
#include "sync/server/verify/receipt_keys.h"
#include "tests/core/store/profile_folder.h"
#include "tests/sync/server/every_database.h"

#include <QTest>

#include <stdexcept>

using namespace cairn;
using store::testing::kNow;
using store::testing::must;

class ReceiptKeysTest : public QObject {
    Q_OBJECT

public:
    explicit ReceiptKeysTest(test::MakeDatabase make)
        : m_make(std::move(make)) {}

private:
    test::MakeDatabase m_make;
    QTemporaryDir m_folder;
    std::unique_ptr<server::Database> m_database;

    server::Seal seal(const char* name = "master.key") const {
        return server::Seal(m_folder.filePath(QString::fromUtf8(name)).toStdString());
    }

    server::ReceiptKeys keys() { return server::ReceiptKeys(*m_database, seal(), kNow); }

    void rotate() {
        auto other = std::make_unique<server::ReceiptKeys>(*m_database, seal(), kNow);
        server::Transaction transaction(*m_database);
        other->rotate(*m_database, seal(), kNow);
        transaction.commit();
    }

    static events::Event signedBy(const server::ReceiptKeys& keys) {
        store::testing::Device device("server-1");
        device.add(events::draft("task/t", events::TaskVerified{.evidence = "seen"}), base::Hlc::at(kNow));
        auto event = device.log().front();
        event.receipt = keys.sign(event);
        return event;
    }

private Q_SLOTS:

    void init() {
        m_database = m_make()();
        server::migrate(*m_database);
    }

    void cleanup() { m_database.reset(); }

    void makesTheFirstKeyOnce() {
        const auto first = keys().announced();
        QCOMPARE(first.size(), std::size_t(1));
        QCOMPARE(first[0].id, first[0].open.substr(0, 16));
        QVERIFY(first[0].by.empty() && first[0].voucher.empty());
        QVERIFY(keys().announced() == first);
    }

    void signsWhatItsRingVerifies() {
        const server::ReceiptKeys keys(*m_database, seal(), kNow);
        QVERIFY(events::verifyReceipt(signedBy(keys), keys.ring()));
    }

    void aNewKeyIsVouchedForByTheOneBefore() {
        server::ReceiptKeys running(*m_database, seal(), kNow);
        const auto before = signedBy(running);
        const auto pinned = must(events::follow({}, running.announced()));
        rotate();
        rotate();
        QVERIFY(running.reload(*m_database, seal()));
        QVERIFY(!running.reload(*m_database, seal()));
        const auto followed = must(events::follow(pinned, running.announced()));
        QCOMPARE(followed.size(), std::size_t(3));
        const auto after = signedBy(running);
        QCOMPARE(after.receipt->key, running.announced().back().id);
        QVERIFY(events::verifyReceipt(after, followed));
        QVERIFY(events::verifyReceipt(before, followed)); // stays good
        QVERIFY(!events::verifyReceipt(after, pinned));
    }

    void isNotOpenedUnderAnotherMasterKey() {
        keys();
        QVERIFY_EXCEPTION_THROWN(server::ReceiptKeys(*m_database, seal("another.key"), kNow), std::runtime_error);
    }

    void rowsCannotBeSwapped() {
        keys();
        rotate();
        // Somebody who can write to the database, but has no master key, makes an older key the one that signs.
        m_database->sql() << "UPDATE receipt_key SET sealed = (SELECT sealed FROM receipt_key WHERE number = 1) WHERE "
                             "number = 2";
        QVERIFY_EXCEPTION_THROWN(keys(), std::runtime_error);
    }
};

int main(int count, char** arguments) {
    return cairn::test::runOnEveryDatabase<ReceiptKeysTest>(count, arguments);
}

#include "receipt_keys_test.moc"
