#include "sync/server/config/config.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace cairn;
using server::Config;

class ConfigTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::map<std::string, std::string> m_environment;

    std::filesystem::path fileOf(const QByteArray& text) const {
        QFile file(m_folder.filePath(u"cairnd.toml"_s));
        if (!file.open(QIODevice::WriteOnly)) {
            qFatal("no file");
        }
        file.write(text);
        return file.fileName().toStdString();
    }

    base::Expected<Config> read(const std::optional<std::filesystem::path>& file = {}) const {
        return server::readConfig(file, [this](const std::string& variable) {
            const auto found = m_environment.find(variable);
            return found == m_environment.end() ? std::nullopt : std::optional(found->second);
        });
    }

    static QByteArray said(const base::Expected<Config>& config) {
        return config ? QByteArray("nothing")
                      : QByteArray::fromStdString(config.error().place + ": " + config.error().message);
    }

private Q_SLOTS:

    void init() { m_environment.clear(); }

    void withoutAnythingThereAreTheDefaults() {
        const auto config = read();
        QVERIFY(config);
        QCOMPARE(config->address, std::string("127.0.0.1"));
        QCOMPARE(config->port, 8420);
        QCOMPARE(config->handshake, 10);
        QVERIFY(config->registration);
        QVERIFY(!config->behindProxy);
        QCOMPARE(config->confirm, std::string("admin")); // auto, and no mail
    }

    void serversOfToolsHaveTablesOfTheirOwn() {
        m_environment["KEY"] = "hidden";
        const auto secret = m_folder.filePath(u"secret"_s);
        QFile file(secret);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("token\nsecond line\n");
        file.close();
        const auto config = read(fileOf(
            "[mcp.leetcode]\ncommand = ['node', 'server.js']\ntimeout = 5\n"
            "environment = { LEETCODE_SESSION = 'env:KEY', PLAIN = 'x' }\n"
            "[mcp.context7]\nurl = 'https://a.example/mcp'\ntoken = 'file:" +
            secret.toUtf8() + "'\n"));
        QVERIFY2(config, said(config));
        QCOMPARE(config->toolServers.size(), std::size_t(2));
        for (const auto& server : config->toolServers) {
            if (server.name == "leetcode") {
                QCOMPARE(server.command, (std::vector<std::string>{"node", "server.js"}));
                QCOMPARE(server.environment.at("LEETCODE_SESSION"), std::string("hidden"));
                QCOMPARE(server.environment.at("PLAIN"), std::string("x"));
                QCOMPARE(server.timeout, 5);
            } else {
                QCOMPARE(server.url, std::string("https://a.example/mcp"));
                QCOMPARE(server.token, std::string("token"));
            }
        }
    }

    void tokensStayOnThisComputerWithoutTls() {
        for (const auto* place :
             {"http://127.0.0.1:80/mcp", "http://localhost/mcp", "http://[::1]:80", "https://a.example"}) {
            const auto config = read(fileOf("[mcp.a]\nurl = '" + QByteArray(place) + "'\ntoken = 'x'\n"));
            QVERIFY2(config, said(config));
        }
    }

    void serversOfToolsMayWantASignIn() {
        m_environment["SECRET"] = "hidden";
        const auto config = read(fileOf("[mcp.a]\nurl = 'https://a.example/mcp'\n"
                                        "oauth = { client_id = 'x', client_secret = 'env:SECRET', scope = 'a b' }\n"));
        QVERIFY2(config, said(config));
        const auto& server = config->toolServers.at(0);
        QCOMPARE(server.clientId, std::string("x"));
        QCOMPARE(server.clientSecret, std::string("hidden"));
        QCOMPARE(server.scope, std::string("a b"));
    }

    void serversOfToolsThatMakeNoSenseAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("why");
        const auto row = [](const char* name, const QByteArray& text, const char* why) {
            QTest::newRow(name) << text << QByteArray(why);
        };
        row("neither", "[mcp.a]\ntimeout = 3\n", "either a command or an url");
        row("both", "[mcp.a]\ncommand = ['x']\nurl = 'http://a'\n", "either a command or an url");
        row("no table", "[mcp]\ncommand = ['x']\n", "no table");
        row("a name that is none", "[mcp.'A b']\ncommand = ['x']\n", "no table");
        row("no such option", "[mcp.a]\ncommand = ['x']\nspeed = 3\n", "is no option");
        row("no variable", "[mcp.a]\nurl = 'https://a'\ntoken = 'env:NOT_THERE'\n", "NOT_THERE");
        row("no file", "[mcp.a]\nurl = 'https://a'\ntoken = 'file:/not/there'\n", "/not/there");
        row("no words", "[mcp.a]\ncommand = 'x y'\n", "no list of words");
        row("a secret in the clear", "[mcp.a]\nurl = 'http://a.example'\ntoken = 'x'\n", "use https");
        row("a name that begins like this computer's",
            "[mcp.a]\nurl = 'http://localhost.example.com/mcp'\ntoken = 'x'\n", "use https");
        row("one that begins like its address", "[mcp.a]\nurl = 'http://127.0.0.1.example.com/mcp'\ntoken = 'x'\n",
            "use https");
        row("somebody at it", "[mcp.a]\nurl = 'http://localhost@example.com/mcp'\ntoken = 'x'\n", "use https");
        const auto* oauth = "oauth = { client_id = 'x', client_secret = 'y', scope = 'z' }\n";
        row("a sign-in in the clear", QByteArray("[mcp.a]\nurl = 'http://a.example'\n") + oauth, "oauth is for");
        row("a sign-in at a program", QByteArray("[mcp.a]\ncommand = ['x']\n") + oauth, "oauth is for");
        row("two ways", QByteArray("[mcp.a]\nurl = 'https://a'\ntoken = 'x'\n") + oauth, "either a token or oauth");
        row("a secret of nobody", "[mcp.a]\nurl = 'https://a'\noauth = { client_secret = 'y' }\n", "no client_id");
        row("another grant", "[mcp.a]\nurl = 'https://a'\noauth = { password = 'y' }\n", "is no option");
        row("another protocol", "[mcp.a]\nurl = 'ftp://a'\n", "none of http");
        row("for ever", "[mcp.a]\ncommand = ['x']\ntimeout = 0\n", "timeout");
    }

    void serversOfToolsThatMakeNoSenseAreRefused() {
        QFETCH(const QByteArray, text);
        const auto config = read(fileOf(text));
        QVERIFY(!config);
        QFETCH(const QByteArray, why);
        QVERIFY2(said(config).contains(why), said(config));
    }

    void platformsToSignInAtNeedAnIdAndASecret() {
        m_environment["KEY"] = "hidden";
        const auto config = read(fileOf("public_url = 'https://cairn.example.org'\n"
                                        "[connect.github]\nclient_id = 'Iv1.1'\nclient_secret = 'env:KEY'\n"
                                        "[connect.codeforces]\nclient_id = 'x'\nclient_secret = 'y'\n"));
        QVERIFY2(config, said(config));
        QCOMPARE(config->signInProviders.size(), std::size_t(2));
        for (const auto& provider : config->signInProviders) {
            if (provider.platform == "github") {
                QCOMPARE(provider.clientSecret, std::string("hidden"));
                QCOMPARE(provider.tokenUrl, std::string("https://github.com/login/oauth/access_token"));
            } else {
                QCOMPARE(provider.issuer, std::string("https://codeforces.com"));
                QCOMPARE(provider.signature, std::string("secret"));
            }
        }
    }

    void platformsThatMakeNoSenseAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("why");
        const auto row = [](const char* name, const char* text, const char* why) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(why);
        };
        const auto* codeforces = "public_url = 'https://a'\n[connect.codeforces]\nclient_id = 'x'\n";
        row("no id", "[connect.github]\nclient_secret = 'x'\n", "client_id");
        row("another platform", "[connect.gitlab]\nclient_id = 'x'\n", "neither in");
        row("no such option", "[connect.github]\nclient_id = 'x'\ncolour = 'x'\n", "no option");
        row("no text", "[connect.github]\nclient_id = 5\n", "is no text");
        row("no variable", "[connect.github]\nclient_id = 'env:NOT_THERE'\n", "NOT_THERE");
        row("to a name that begins like this computer's address",
            "[connect.github]\nclient_id = 'x'\ntoken_url = 'http://127.0.0.1.example.com/x'\n", "token_url");
        row("in the clear", "[connect.github]\nclient_id = 'x'\ntoken_url = 'http://github.com/x'\n", "token_url");
        row("no secret", codeforces, "client_secret is empty");
        row("nowhere to come back to", "[connect.codeforces]\nclient_id = 'x'\nclient_secret = 'y'\n", "public_url");
        row("back in the clear", "public_url = 'http://a.example'\n[connect.github]\nclient_id = 'x'\n", "public_url");
        row("another signature",
            "public_url = 'https://a'\n[connect.codeforces]\nclient_id = 'x'\nclient_secret = 'y'\n"
            "signature = 'none'\n",
            "neither keys nor secret");
    }

    void platformsThatMakeNoSenseAreRefused() {
        QFETCH(const QByteArray, text);
        const auto config = read(fileOf(text));
        QVERIFY(!config);
        QFETCH(const QByteArray, why);
        QVERIFY2(said(config).contains(why), said(config));
    }

    void theFileSaysOtherwise() {
        const auto config = read(fileOf("data = '/srv/cairn'\n"
                                        "[listen]\nport = 9000\nbehind_proxy = true\n"
                                        "[mail]\nurl = 'smtp://localhost'\nfrom = 'a@b'\n"));
        QVERIFY2(config, said(config));
        QCOMPARE(config->data, std::string("/srv/cairn"));
        QCOMPARE(config->port, 9000);
        QVERIFY(config->behindProxy);
        QCOMPARE(config->confirm, std::string("mail"));
    }

    void theEnvironmentHasTheLastWord() {
        m_environment = {
            {"CAIRND_LISTEN_PORT", "9001"},      {"CAIRND_LISTEN_BEHIND_PROXY", "false"},
            {"CAIRND_DATA", "/elsewhere"},       {"CAIRND_LIMITS_ANONYMOUS_PER_MINUTE", "7"},
            {"CAIRND_ACCOUNTS_CONFIRM", "none"}, {"PORT", "1"},
        };
        const auto config = read(fileOf("data = '/srv/cairn'\n[listen]\nport = 9000\nbehind_proxy = true\n"));
        QVERIFY2(config, said(config));
        QCOMPARE(config->port, 9001);
        QVERIFY(!config->behindProxy);
        QCOMPARE(config->data, std::string("/elsewhere"));
        QCOMPARE(config->anonymousPerMinute, 7);
        QCOMPARE(config->confirm, std::string("none"));
    }

    void everyOptionHasAVariableOfItsOwn() {
        std::map<std::string, std::string> names;
        for (const auto& option : server::options()) {
            QVERIFY(names.emplace(option.variable(), option.name).second);
            QVERIFY(!option.about.empty());
            QCOMPARE((option.text != nullptr) + (option.number != nullptr) + (option.flag != nullptr), 1);
        }
    }

    void whatIsWrongInTheFileIsToldWithItsLine_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<QByteArray>("about");
        const auto row = [](const char* name, const char* text, int line, const char* about) {
            QTest::newRow(name) << QByteArray(text) << line << QByteArray(about);
        };
        row("unknown", "data = 'x'\n\n[listen]\nprot = 1\n", 4, "there is no option listen.prot");
        row("unknown section", "[listne]\nport = 1\n", 2, "there is no option listne.port");
        row("in no section", "port = 1\n", 1, "there is no option port");
        row("a list of sections", "[[listen]]\nport = 1\n", 1, "there is no option listen");
        row("text for a number", "[listen]\nport = '80'\n", 2, "listen.port is no whole number");
        row("a fraction", "[listen]\nport = 80.5\n", 2, "listen.port is no whole number");
        row("a number for a text", "data = 5\n", 1, "data is no text");
        row("a date for a text", "data = 1979-05-27\n", 1, "data is no text");
        row("a list for a text", "data = ['x']\n", 1, "data is no text");
        row("a word for a flag", "[listen]\nbehind_proxy = 'true'\n", 2, "neither true nor false");
        row("a number for a flag", "[listen]\n\nbehind_proxy = 1\n", 3, "neither true nor false");
        row("twice", "data = 'x'\ndata = 'y'\n", 2, "");
        row("no TOML", "data 'x'\n", 1, "");
        row("no UTF-8", "data = '\xff'\n", 1, "");
        row("a number too large for one", "[listen]\nport = 99999999999999999999\n", 2, "");
    }

    void whatIsWrongInTheFileIsToldWithItsLine() {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(QByteArray, about);
        const auto config = read(fileOf(text));
        QVERIFY(!config);
        QCOMPARE(config.error().code, base::ErrorCode::InvalidInput);
        QVERIFY2(said(config).contains("cairnd.toml:" + QByteArray::number(line) + ": "), said(config));
        QVERIFY2(said(config).contains(about), said(config));
    }

    void nestedWithoutEndIsRefused() {
        QByteArray nested = "data = ";
        nested += QByteArray(100'000, '[');
        QVERIFY(!read(fileOf(nested)));
        QByteArray dotted = "a";
        for (int depth = 0; depth < 100'000; ++depth) {
            dotted += ".a";
        }
        QVERIFY(!read(fileOf(dotted + " = 1\n")));
        QVERIFY(!read(fileOf("[" + dotted + "]\nb = 1\n")));
    }

    void filesThatCannotBeReadAreToldSo() {
        const auto missing = read(m_folder.filePath(u"none.toml"_s).toStdString());
        QCOMPARE(missing.error().code, base::ErrorCode::NotFound);
        const auto folder = read(m_folder.path().toStdString());
        QVERIFY(!folder);
        const auto large = read(fileOf(QByteArray((1 << 20) + 1, '\n')));
        QCOMPARE(large.error().code, base::ErrorCode::LimitExceeded);
    }

    void whatIsWrongInTheEnvironmentIsToldWithItsName_data() {
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char* name, const char* variable, const char* value) {
            QTest::newRow(name) << QByteArray(variable) << QByteArray(value);
        };
        row("no number", "CAIRND_LISTEN_PORT", "http");
        row("no number to its end", "CAIRND_LISTEN_PORT", "80 ");
        row("nothing", "CAIRND_LISTEN_PORT", "");
        row("too large", "CAIRND_LISTEN_PORT", "99999999999999999999");
        row("no flag", "CAIRND_LISTEN_BEHIND_PROXY", "yes");
    }

    void whatIsWrongInTheEnvironmentIsToldWithItsName() {
        QFETCH(QByteArray, variable);
        QFETCH(QByteArray, value);
        m_environment[variable.toStdString()] = value.toStdString();
        const auto config = read();
        QVERIFY(!config);
        QVERIFY2(said(config).startsWith(variable), said(config));
    }

    void valuesHaveRanges_data() {
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<QList<QByteArray>>("good");
        QTest::addColumn<QList<QByteArray>>("bad");
        const auto row = [](const char* variable, const QList<QByteArray>& good, const QList<QByteArray>& bad) {
            QTest::newRow(variable) << QByteArray(variable) << good << bad;
        };
        row("CAIRND_LISTEN_PORT", {"0", "65535"}, {"-1", "65536"});
        row("CAIRND_LISTEN_CONNECTIONS", {"1", "1000000"}, {"0", "1000001"});
        row("CAIRND_LISTEN_HANDSHAKE", {"1", "600"}, {"0", "601"});
        row("CAIRND_LISTEN_THREADS", {"1", "256"}, {"0", "257"});
        row("CAIRND_LISTEN_WORKERS", {"3", "256"}, {"2", "257"});
        row("CAIRND_LIMITS_LOGINS", {"1"}, {"0", "-5"});
        row("CAIRND_LIMITS_PER_MINUTE", {"1"}, {"0"});
        row("CAIRND_LIMITS_BURST", {"0"}, {"-1"});
        row("CAIRND_LIMITS_ANONYMOUS_PER_MINUTE", {"1"}, {"0", "-9223372036854775808"});
        row("CAIRND_LISTEN_ADDRESS", {"127.0.0.1", "::1", "127.1.2.3"}, {"localhost", "", "127.0.0.1:80", "256.1.1.1"});
        row("CAIRND_ACCOUNTS_CONFIRM", {"auto", "admin", "none"}, {"", "nobody"});
        row("CAIRND_LOG_LEVEL", {"debug", "error"}, {"", "loud"});
    }

    void valuesHaveRanges() {
        QFETCH(QByteArray, variable);
        QFETCH(QList<QByteArray>, good);
        QFETCH(QList<QByteArray>, bad);
        for (const auto& value : good) {
            m_environment[variable.toStdString()] = value.toStdString();
            QVERIFY2(read(), value + ": " + said(read()));
        }
        for (const auto& value : bad) {
            m_environment[variable.toStdString()] = value.toStdString();
            QVERIFY2(!read(), value);
        }
    }

    void withoutTlsNobodyElseIsListenedTo() {
        for (const auto* address : {"0.0.0.0", "::", "192.168.1.5", "::ffff:127.0.0.1"}) {
            m_environment = {{"CAIRND_LISTEN_ADDRESS", address}};
            const auto refused = read();
            QVERIFY2(!refused && said(refused).contains("TLS"), address);
            m_environment["CAIRND_LISTEN_ALLOW_PLAIN"] = "true";
            QVERIFY2(read(), address);
            m_environment = {
                {"CAIRND_LISTEN_ADDRESS", address},
                {"CAIRND_LISTEN_CERTIFICATE", "c.pem"},
                {"CAIRND_LISTEN_KEY", "k.pem"}};
            QVERIFY2(read(), address);
        }
    }

    void whatBelongsTogetherIsGivenTogether() {
        m_environment = {{"CAIRND_LISTEN_CERTIFICATE", "c.pem"}};
        QVERIFY(!read());
        m_environment = {{"CAIRND_LISTEN_KEY", "k.pem"}};
        QVERIFY(!read());
        m_environment = {{"CAIRND_MAIL_URL", "smtp://localhost"}};
        QVERIFY(!read());
        m_environment["CAIRND_MAIL_FROM"] = "a@b";
        QVERIFY(read());
        m_environment = {{"CAIRND_ACCOUNTS_CONFIRM", "mail"}};
        QVERIFY(!read());
    }

    // As it is, and with every line of it made valid.
    void theExampleIsAllDefaults() {
        const auto example = QByteArray::fromStdString(server::exampleConfig());
        const auto usual = read();
        QByteArray filled;
        int values = 0;
        for (const auto& line : example.split('\n')) {
            if (line.startsWith("# [mcp.")) {
                break; // an example, and no defaults
            }
            const bool value = line.startsWith("# ") && line.contains(" = ") && !line.contains(" = true where");
            const auto name = line.mid(2).split(' ')[0];
            const bool option = value && std::ranges::any_of(server::options(), [&](const auto& known) {
                                    return QByteArray::fromStdString(known.name).split('.').last() == name;
                                });
            values += option ? 1 : 0;
            filled += (option ? line.mid(2) : line) + '\n';
        }
        QCOMPARE(values, static_cast<int>(server::options().size()));
        for (const auto& text : {example, filled}) {
            const auto config = read(fileOf(text));
            QVERIFY2(config, said(config));
            for (const auto& option : server::options()) {
                if (option.text != nullptr) {
                    QCOMPARE((*config).*option.text, (*usual).*option.text);
                } else if (option.number != nullptr) {
                    QCOMPARE((*config).*option.number, (*usual).*option.number);
                } else {
                    QCOMPARE((*config).*option.flag, (*usual).*option.flag);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(ConfigTest)
#include "config_test.moc"
