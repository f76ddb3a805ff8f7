#include "sync/server/paths/documentation_cache.h"

#include <QTest>

using namespace cairn;
using namespace cairn::server;

namespace {

constexpr base::Millis kNow = 1'760'000'000'000;

events::TopicDocumented answer(const std::string& library) {
    events::TopicDocumented documented;
    documented.at = kNow;
    documented.library = library;
    return documented;
}

} // namespace

class DocumentationCacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void keepsForADay() {
        DocumentationCache cache;
        cache.keep("q", answer("/a/b"));
        QCOMPARE(cache.find("q", kNow + DocumentationCache::kKeep - 1), answer("/a/b"));
        QVERIFY(!cache.find("r", kNow));
        QVERIFY(!cache.find("q", kNow + DocumentationCache::kKeep));
    }

    void keepsThatThereIsNoneForAMoment() {
        DocumentationCache cache;
        cache.keep("q", answer(""));
        QVERIFY(cache.find("q", kNow + DocumentationCache::kKeepNone - 1));
        QVERIFY(!cache.find("q", kNow + DocumentationCache::kKeepNone));
    }

    void theOldestGoWhereThereAreTooMany() {
        DocumentationCache cache;
        for (std::size_t at = 0; at <= DocumentationCache::kMost; ++at) {
            cache.keep(std::to_string(at), answer("/a/b"));
        }
        QVERIFY(!cache.find("0", kNow));
        QVERIFY(cache.find("1", kNow));
        QVERIFY(cache.find(std::to_string(DocumentationCache::kMost), kNow));
    }

    void theOldestGoWhereTheyAreTooLarge() {
        DocumentationCache cache;
        auto large = answer("/a/b");
        large.found.emplace_back(DocumentationCache::kBytes / 2, 'a');
        cache.keep("one", large);
        cache.keep("two", large);
        QVERIFY(!cache.find("one", kNow));
        QVERIFY(cache.find("two", kNow));
        large.found.emplace_back(DocumentationCache::kBytes, 'a');
        cache.keep("two", large);
        QVERIFY(!cache.find("two", kNow));
        cache.keep("one", answer("/a/b"));
        QVERIFY(cache.find("one", kNow));
    }
};

QTEST_APPLESS_MAIN(DocumentationCacheTest)
#include "documentation_cache_test.moc"
