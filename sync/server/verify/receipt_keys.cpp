#include "sync/server/verify/receipt_keys.h"

#include "core/events/event_codec.h"

#include <stdexcept>

namespace cairn::server {

using soci::into;
using soci::use;

namespace {

// What is sealed of a key: the seed that it is made from, as digits.
using Seed = std::array<unsigned char, 32>;

std::string rowName(const std::string& id) {
    return "receipt_key/" + id;
}

std::vector<events::AnnouncedKey> readAnnounced(Database& database) {
    std::vector<events::AnnouncedKey> keys;
    const soci::rowset<soci::row> rows =
        (database.sql().prepare << "SELECT id, open, voucher_by, voucher FROM receipt_key ORDER BY number");
    for (const auto& row : rows) {
        keys.push_back(
            {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3)});
    }
    return keys;
}

events::SigningKey unseal(Database& database, const Seal& seal, const events::AnnouncedKey& key) {
    std::string sealed;
    database.sql() << "SELECT sealed FROM receipt_key WHERE id = :id", into(sealed), use(key.id);
    const auto digits = seal.open(sealed, rowName(key.id));
    Seed seed{};
    if (!digits || !events::fromHex(*digits, seed.data(), seed.size())) {
        throw std::runtime_error("the keys in the database were sealed under another master key");
    }
    return events::SigningKey::fromSeed(key.id, seed);
}

// Keys follow each other: one server at a time makes one.
void lock(Database& database) {
    if (*database.dialect().lockSchema != '\0') {
        database.sql() << database.dialect().lockSchema;
    }
}

} // namespace

ReceiptKeys::ReceiptKeys(Database& database, const Seal& seal, base::Millis now) {
    Transaction transaction(database);
    lock(database);
    reload(database, seal);
    if (!m_newest) {
        make(database, seal, now);
    }
    transaction.commit();
    reload(database, seal);
}

void ReceiptKeys::rotate(Database& database, const Seal& seal, base::Millis now) {
    lock(database);
    make(database, seal, now);
    reload(database, seal);
}

void ReceiptKeys::make(Database& database, const Seal& seal, base::Millis now) {
    const auto before = readAnnounced(database);
    const auto digits = randomToken(sizeof(Seed));
    Seed seed{};
    events::fromHex(digits, seed.data(), seed.size());
    events::AnnouncedKey key{{}, events::toHex(events::SigningKey::fromSeed({}, seed).publicKey()), {}, {}};
    constexpr std::size_t kIdDigits = 16;
    key.id = key.open.substr(0, kIdDigits);
    if (!before.empty()) {
        unseal(database, seal, before.back()).vouch(key);
    }
    const auto sealed = seal.close(digits, rowName(key.id));
    const auto number = static_cast<long long>(before.size()) + 1;
    const long long created = now;
    database.sql() << "INSERT INTO receipt_key (id, number, open, voucher_by, voucher, sealed, created) VALUES (:id, "
                      ":number, :open, :voucher_by, :voucher, :sealed, :created)",
        use(key.id), use(number), use(key.open), use(key.by), use(key.voucher), use(sealed), use(created);
}

bool ReceiptKeys::reload(Database& database, const Seal& seal) {
    auto announced = readAnnounced(database);
    {
        const std::lock_guard lock(m_mutex);
        if (announced.empty() || announced == m_announced) {
            return false;
        }
    }
    auto newest = std::make_shared<const events::SigningKey>(unseal(database, seal, announced.back()));
    const std::lock_guard lock(m_mutex);
    m_announced = std::move(announced);
    m_newest = std::move(newest);
    return true;
}

events::Receipt ReceiptKeys::sign(const events::Event& event) const {
    std::shared_ptr<const events::SigningKey> key;
    {
        const std::lock_guard lock(m_mutex);
        key = m_newest;
    }
    return key->sign(event);
}

events::KeyRing ReceiptKeys::ring() const {
    events::KeyRing ring;
    for (const auto& key : announced()) {
        events::fromHex(key.open, ring[key.id].data(), ring[key.id].size());
    }
    return ring;
}

std::vector<events::AnnouncedKey> ReceiptKeys::announced() const {
    const std::lock_guard lock(m_mutex);
    return m_announced;
}

} // namespace cairn::server
