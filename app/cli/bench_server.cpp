#include "app/cli/bench_server.h"

#include "app/cli/bench_link.h"
#include "app/cli/failure.h"
#include "app/cli/platform.h"
#include "sync/server/auth/account_store.h"
#include "sync/server/auth/seal.h"
#include "sync/server/auth/token_keys.h"
#include "sync/server/database/schema.h"

#define BOOST_PROCESS_USE_STD_FS
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/env.hpp>
#include <boost/process/environment.hpp>
#include <boost/process/io.hpp>
#include <boost/process/pipe.hpp>

#include <chrono>
#include <cstdio>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <sstream>

namespace cairn::cli {

namespace process = boost::process;

namespace {

std::int64_t nowSeconds() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// Straight into the tables: passwords are slow on purpose, and not what is measured.
std::vector<std::string> makeAccounts(const std::filesystem::path& folder, int count) {
    const auto database = server::openSqlite(folder / "server.db");
    server::migrate(*database);
    const server::Seal seal(folder / "master.key");
    const auto now = nowSeconds();
    const server::TokenKeys keys(*database, seal, now);
    server::AccountStore store(*database);
    std::vector<std::string> tokens;
    server::Transaction transaction(*database);
    for (int number = 0; number < count; ++number) {
        server::AccountRecord record;
        record.account.id = server::randomToken(16);
        record.account.email = "bench" + std::to_string(number) + "@localhost";
        record.account.created = now * 1000;
        record.account.confirmed = true;
        store.add(record);
        const server::SignInRow row{server::randomToken(16), "bench", "127.0.0.1", now * 1000, now * 1000, false};
        store.addSignIn(record.account.id, row);
        store.addRefresh(server::digestOf(row.id), {row.id, (now + 86'400) * 1000, false});
        tokens.push_back(
            keys.sign({record.account.id, row.id, "learner", now + server::TokenKeys::kTokenSeconds}, now));
    }
    transaction.commit();
    return tokens;
}

// A certificate that nobody vouches for, for this computer.
void makeCertificate(const std::filesystem::path& certificateFile, const std::filesystem::path& keyFile) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86'400);
    X509_set_pubkey(certificate.get(), key.get());
    auto* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(
        name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const auto write = [](const std::filesystem::path& file, const auto& put) {
        const std::unique_ptr<FILE, decltype(&std::fclose)> out(std::fopen(file.string().c_str(), "w"), &std::fclose);
        if (!out || put(out.get()) != 1) {
            throw Failure{{base::ErrorCode::Io, "cannot be written", file.string()}};
        }
    };
    write(certificateFile, [&](FILE* out) { return PEM_write_X509(out, certificate.get()); });
    write(keyFile, [&](FILE* out) {
        return PEM_write_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

} // namespace

struct BenchServer::Process {
    process::ipstream output{};
    process::child child{};
};

BenchServer::BenchServer(
    const std::filesystem::path& folder, int accounts, bool tls, const std::vector<std::string>& arguments)
    : m_tokens(makeAccounts(folder, accounts))
    , m_process(std::make_unique<Process>())
    , m_tls(tls) {
    const auto program = programFolder() / "cairnd";
    process::environment environment = boost::this_process::environment();
    environment["CAIRND_DATA"] = folder.string();
    environment["CAIRND_LISTEN_PORT"] = "0";
    environment["CAIRND_LOG_LEVEL"] = "warning";
    environment["CAIRND_LISTEN_ADDRESS"] = "127.0.0.1";
    environment["CAIRND_LISTEN_PER_ADDRESS"] = "1000000"; // all come from here
    if (tls) {
        makeCertificate(folder / "certificate.pem", folder / "key.pem");
        environment["CAIRND_LISTEN_CERTIFICATE"] = (folder / "certificate.pem").string();
        environment["CAIRND_LISTEN_KEY"] = (folder / "key.pem").string();
    }
    std::error_code trouble;
    m_process->child =
        process::child(program, process::args(arguments), process::std_out > m_process->output, environment, trouble);
    std::string line;
    if (!trouble) {
        std::getline(m_process->output, line); // "cairnd listens on http://127.0.0.1:40123 and …"
    }
    const auto colon = line.find(':', line.find("://") + 1);
    if (trouble || line.find("://") == std::string::npos || colon == std::string::npos) {
        throw Failure{{base::ErrorCode::NotFound, "cairnd does not start", program.string()}};
    }
    m_port = static_cast<std::uint16_t>(std::stoi(line.substr(colon + 1)));
}

BenchServer::~BenchServer() {
    stop();
}

void BenchServer::stop() {
    if (m_process->child.valid() && m_process->child.running()) {
        m_process->child.terminate();
        m_process->child.wait();
    }
}

double BenchServer::metric(const std::string& name) const {
    std::istringstream lines(httpGet(m_port, "/metrics", m_tls));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(name + " ")) {
            return std::strtod(line.c_str() + name.size() + 1, nullptr);
        }
    }
    return 0;
}

} // namespace cairn::cli
