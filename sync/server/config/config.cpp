#include "sync/server/config/config.h"

#include "sync/server/config/read_sign_in_providers.h"
#include "sync/server/config/read_tool_servers.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>
#include <toml++/toml.h>

namespace cairn::server {

using base::ErrorCode;
using base::fail;

std::string Option::variable() const {
    std::string variable = "CAIRND_";
    for (const char letter : name) {
        variable += letter == '.'                    ? '_'
                    : letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A')
                                                     : letter;
    }
    return variable;
}

std::string Option::usual() const {
    const Config usual;
    if (text != nullptr) {
        return "\"" + usual.*text + "\"";
    }
    return number != nullptr ? std::to_string(usual.*number) : usual.*flag ? "true" : "false";
}

const std::vector<Option>& options() {
    static const std::vector<Option> kOptions{
        {.name = "data", .about = "Folder of the database and the keys.", .text = &Config::data},
        {.name = "public_url",
         .about = "How others reach this server: https://cairn.example.org",
         .text = &Config::publicUrl},
        {.name = "listen.address",
         .about = "127.0.0.1 is this computer alone, 0.0.0.0 or :: every network.",
         .text = &Config::address},
        {.name = "listen.port", .about = "0 is any that is free.", .number = &Config::port},
        {.name = "listen.certificate",
         .about = "TLS: a file (PEM) with the certificate and those above it. Read again on SIGHUP.",
         .text = &Config::certificate},
        {.name = "listen.key", .about = "TLS: the file (PEM) with its key.", .text = &Config::key},
        {.name = "listen.allow_plain",
         .about = "Without TLS also beyond this computer: for a proxy that has TLS.",
         .flag = &Config::allowPlain},
        {.name = "listen.behind_proxy",
         .about = "Addresses are what the proxy says in X-Forwarded-For.",
         .flag = &Config::behindProxy},
        {.name = "listen.connections", .about = "At once, at most.", .number = &Config::connections},
        {.name = "listen.per_address",
         .about =
             "Connections at once from one address beyond this computer; behind a proxy that is the proxy's to see "
             "to.",
         .number = &Config::perAddress},
        {.name = "listen.handshake",
         .about = "Seconds in which a connection says what it wants: TLS, a request's header, a device's hello.",
         .number = &Config::handshake},
        {.name = "listen.threads", .about = "That serve connections.", .number = &Config::threads},
        {.name = "listen.workers",
         .about = "That answer requests. All but two of them may wait for platforms and documentation.",
         .number = &Config::workers},
        {.name = "database.postgresql",
         .about = "How to connect to PostgreSQL, as libpq takes it; empty: SQLite in the data folder.",
         .text = &Config::postgresql},
        {.name = "secrets.master_key",
         .about = "File with the 32 bytes that seal what is secret in the database; made in the data folder where none "
                  "is named.",
         .text = &Config::masterKey},
        {.name = "accounts.registration", .about = "Anybody may create an account.", .flag = &Config::registration},
        {.name = "accounts.confirm",
         .about = "Who confirms a new account: mail (a link), admin, none; auto is mail where mail is configured, else "
                  "admin.",
         .text = &Config::confirm},
        {.name = "limits.logins",
         .about = "Attempts to sign in in 15 minutes, for each address and each account.",
         .number = &Config::logins},
        {.name = "limits.per_minute", .about = "Requests of one who is signed in.", .number = &Config::perMinute},
        {.name = "limits.burst", .about = "So many more at once.", .number = &Config::burst},
        {.name = "limits.anonymous_per_minute",
         .about = "Requests of an address without signing in.",
         .number = &Config::anonymousPerMinute},
        {.name = "limits.anonymous_burst", .about = "So many more at once.", .number = &Config::anonymousBurst},
        {.name = "verification.concurrency",
         .about =
             "Claims that are verified at once. What is asked at once of one platform is its table's: connections.",
         .number = &Config::verifications},
        {.name = "mail.url",
         .about = "SMTP server: smtp://host:587 or smtps://host; empty: this server sends no mail.",
         .text = &Config::mailUrl},
        {.name = "mail.user", .about = "Name at the SMTP server.", .text = &Config::mailUser},
        {.name = "mail.password",
         .about = "Password there; better in the environment than in the file.",
         .text = &Config::mailPassword},
        {.name = "mail.from", .about = "Sender: Cairn <cairn@example.org>", .text = &Config::mailFrom},
        {.name = "log.level", .about = "debug, info, warning or error.", .text = &Config::logLevel},
    };
    return kOptions;
}

namespace {

constexpr std::size_t kFileMost = 1 << 20;

std::unexpected<base::Error> wrong(const Option& option, const std::string& message, const std::string& place) {
    return fail(ErrorCode::InvalidInput, option.name + " " + message, place);
}

base::Expected<void>
takeFromFile(const Option& option, const toml::node& node, Config& config, const std::string& place) {
    if (option.text != nullptr && node.is_string()) {
        config.*option.text = node.as_string()->get();
    } else if (option.number != nullptr && node.is_integer()) {
        config.*option.number = node.as_integer()->get();
    } else if (option.flag != nullptr && node.is_boolean()) {
        config.*option.flag = node.as_boolean()->get();
    } else {
        return wrong(
            option,
            option.text != nullptr     ? "is no text"
            : option.number != nullptr ? "is no whole number"
                                       : "is neither true nor false",
            place);
    }
    return {};
}

base::Expected<void> takeFromEnvironment(const Option& option, const std::string& value, Config& config) {
    if (option.text != nullptr) {
        config.*option.text = value;
    } else if (option.number != nullptr) {
        auto& number = config.*option.number;
        const auto [end, trouble] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (trouble != std::errc() || end != value.data() + value.size()) {
            return wrong(option, "is no whole number", option.variable());
        }
    } else if (value == "true" || value == "false") {
        config.*option.flag = value == "true";
    } else {
        return wrong(option, "is neither true nor false", option.variable());
    }
    return {};
}

// Calls `each` with the full name of everything that is no table.
base::Expected<void> walk(
    const toml::table& table, const std::string& prefix,
    const std::function<base::Expected<void>(const std::string&, const toml::node&)>& each) {
    for (const auto& [key, node] : table) {
        const auto name = prefix + std::string(key.str());
        auto done = node.is_table() ? walk(*node.as_table(), name + ".", each) : each(name, node);
        if (!done) {
            return done;
        }
    }
    return {};
}

// The first line with more dots than any that means something has; 0: none. A key of very many parts makes tables
// within tables, in which the parser overflows the stack.
std::size_t firstDeepLine(std::string_view text) {
    constexpr std::ptrdiff_t kDotsMost = 100;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto line = text.substr(0, text.find('\n'));
        if (std::ranges::count(line, '.') > kDotsMost) {
            return number;
        }
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return 0;
}

base::Expected<void> readFile(const std::filesystem::path& file, const Environment& environment, Config& config) {
    std::error_code trouble;
    const auto size = std::filesystem::file_size(file, trouble);
    if (trouble) {
        return fail(ErrorCode::NotFound, "there is no such file, or it cannot be read", file.string());
    }
    if (size > kFileMost) {
        return fail(ErrorCode::LimitExceeded, "is larger than 1 MiB", file.string());
    }
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (const auto line = firstDeepLine(text); line > 0) {
        return fail(ErrorCode::LimitExceeded, "too many dots", file.string() + ":" + std::to_string(line));
    }
    toml::table parsed;
    try {
        parsed = toml::parse(text, file.string());
    } catch (const toml::parse_error& wrongAt) {
        const auto line = file.string() + ":" + std::to_string(wrongAt.source().begin.line);
        return fail(ErrorCode::InvalidInput, std::string(wrongAt.description()), line);
    }
    return walk(parsed, "", [&](const std::string& name, const toml::node& node) -> base::Expected<void> {
        const auto place = file.string() + ":" + std::to_string(node.source().begin.line);
        for (const auto& option : options()) {
            if (option.name == name) {
                return takeFromFile(option, node, config, place);
            }
        }
        if (name.starts_with("mcp.")) {
            auto taken = takeToolServer(name, node, environment, config.toolServers);
            return taken ? taken : fail(taken.error().code, taken.error().message, place);
        }
        if (name.starts_with("connect.")) {
            auto taken = takeSignInProvider(name, node, environment, config.signInProviders);
            return taken ? taken : fail(taken.error().code, taken.error().message, place);
        }
        return fail(ErrorCode::InvalidInput, "there is no option " + name, place);
    });
}

// What each value may be, and what goes together.
base::Expected<void> check(Config& config) {
    const auto refuse = [](const std::string& message) { return fail(ErrorCode::InvalidInput, message); };
    boost::system::error_code trouble;
    const auto address = boost::asio::ip::make_address(config.address, trouble);
    if (trouble) {
        return refuse("listen.address: " + config.address + " is no address of a network");
    }
    const auto inRange = [&](const char* name, std::int64_t value, std::int64_t least,
                             std::int64_t most) -> base::Expected<void> {
        return value >= least && value <= most ? base::Expected<void>()
                                               : refuse(
                                                     std::string(name) + " is not between " + std::to_string(least) +
                                                     " and " + std::to_string(most));
    };
    for (const auto& [name, value, least, most] : {
             std::tuple{"listen.port", config.port, std::int64_t{0}, std::int64_t{65'535}},
             std::tuple{"listen.connections", config.connections, std::int64_t{1}, std::int64_t{1'000'000}},
             std::tuple{"listen.per_address", config.perAddress, std::int64_t{1}, std::int64_t{1'000'000}},
             std::tuple{"listen.handshake", config.handshake, std::int64_t{1}, std::int64_t{600}},
             std::tuple{"listen.threads", config.threads, std::int64_t{1}, std::int64_t{256}},
             std::tuple{"listen.workers", config.workers, std::int64_t{3}, std::int64_t{256}},
             std::tuple{"verification.concurrency", config.verifications, std::int64_t{1}, std::int64_t{256}},
             std::tuple{"limits.logins", config.logins, std::int64_t{1}, std::int64_t{1'000'000}},
             std::tuple{"limits.per_minute", config.perMinute, std::int64_t{1}, std::int64_t{100'000'000}},
             std::tuple{"limits.burst", config.burst, std::int64_t{0}, std::int64_t{100'000'000}},
             std::tuple{
                 "limits.anonymous_per_minute", config.anonymousPerMinute, std::int64_t{1}, std::int64_t{100'000'000}},
             std::tuple{"limits.anonymous_burst", config.anonymousBurst, std::int64_t{0}, std::int64_t{100'000'000}},
         }) {
        if (auto good = inRange(name, value, least, most); !good) {
            return good;
        }
    }
    if (config.certificate.empty() != config.key.empty()) {
        return refuse("listen.certificate and listen.key are given together, or neither of them");
    }
    if (config.certificate.empty() && !address.is_loopback() && !config.allowPlain) {
        return refuse(
            "without TLS this server listens to its own computer only: give listen.certificate and listen.key, or "
            "listen.allow_plain = true where a proxy before it has TLS");
    }
    if (config.confirm == "auto") {
        config.confirm = config.mailUrl.empty() ? "admin" : "mail";
    }
    if (config.confirm != "mail" && config.confirm != "admin" && config.confirm != "none") {
        return refuse("accounts.confirm is none of auto, mail, admin, none");
    }
    if (config.confirm == "mail" && config.mailUrl.empty()) {
        return refuse("accounts.confirm is mail, but mail.url is empty");
    }
    if (!config.mailUrl.empty() && config.mailFrom.empty()) {
        return refuse("mail.url is given, but mail.from is empty");
    }
    if (const std::set<std::string> levels{"debug", "info", "warning", "error"}; !levels.contains(config.logLevel)) {
        return refuse("log.level is none of debug, info, warning, error");
    }
    return {};
}

} // namespace

base::Expected<Config> readConfig(const std::optional<std::filesystem::path>& file, const Environment& environment) {
    Config config;
    if (file) {
        if (auto read = readFile(*file, environment, config); !read) {
            return std::unexpected(read.error());
        }
    }
    for (const auto& option : options()) {
        if (const auto value = environment(option.variable())) {
            if (auto taken = takeFromEnvironment(option, *value, config); !taken) {
                return std::unexpected(taken.error());
            }
        }
    }
    if (auto good = check(config); !good) {
        return std::unexpected(good.error());
    }
    if (auto good = checkToolServers(config.toolServers); !good) {
        return std::unexpected(good.error());
    }
    if (auto good = checkSignInProviders(config); !good) {
        return std::unexpected(good.error());
    }
    return config;
}

std::string exampleConfig() {
    std::string text = "# Every option of cairnd with its default. CAIRND_LISTEN_PORT in the environment overrules\n"
                       "# listen.port, and so on.\n";
    std::string section;
    for (const auto& option : options()) {
        const auto dot = option.name.find('.');
        const auto of = dot == std::string::npos ? std::string() : option.name.substr(0, dot);
        if (of != section) {
            text += "\n[" + of + "]\n";
            section = of;
        }
        text += "# " + option.about + "\n# " + option.name.substr(dot == std::string::npos ? 0 : dot + 1) + " = " +
                option.usual() + "\n";
    }
    text += R"(
# Servers of tools (Model Context Protocol), a table each: a program, started when it is needed, or an address. A text
# may say where it is to be found: "env:VARIABLE", "file:PATH".
# [mcp.codeforces]
# command = ["node", "/opt/codeforces-mcp-server/dist/index.js"]
# [mcp.leetcode]
# command = ["node", "/opt/leetcode-mcp-server/build/index.js"]
# environment = { LEETCODE_SESSION = "env:LEETCODE_SESSION" }
# [mcp.context7]     # documentation of libraries, for learning paths; its token may be left out
# url = "https://mcp.context7.com/mcp"
# token = "file:/etc/cairn/context7"
# timeout = 30      # seconds without a sign of life
# connections = 2   # at once
# [mcp.protected]   # one for which people sign in (OAuth): cairnctl admin tools --sign-in protected
# url = "https://tools.example.org/mcp"
# oauth = { client_id = "cairn", client_secret = "env:TOOLS_SECRET", scope = "tools" }
# Each of the three may be left out. Without a sign-in, who has a secret speaks for itself (client credentials).

# How learners sign in at a platform to prove that an account there is theirs: as what it registered this server, with
# PUBLIC_URL/api/connections/PLATFORM/callback as the address that browsers come back to. Without such a table there
# remains the challenge: a token that is put where only the account's owner can, which [mcp.PLATFORM] reads.
# [connect.github]
# client_id = "Iv1.0123456789abcdef"
# client_secret = "env:GITHUB_CLIENT_SECRET"
# [connect.codeforces]
# client_id = "0123456789abcdef"
# client_secret = "file:/etc/cairn/codeforces"
# Another place than the usual one: issuer (of an OpenID provider; then signature = "keys" or "secret"), authorize_url,
# token_url, device_url, user_url, revoke_url, scope, and member: what the account's name is called in the answer.
)";
    return text;
}

} // namespace cairn::server
