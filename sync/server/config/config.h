#pragma once

#include "core/base/error.h"
#include "sync/server/config/sign_in_provider.h"
#include "sync/server/config/tool_servers.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cairn::server {

// What a server is told. Every member but the last two is one row of options().
struct Config {
    std::string data;
    std::string address = "127.0.0.1";
    std::int64_t port = 8420;
    std::string certificate;
    std::string key;
    bool allowPlain = false;
    bool behindProxy = false;
    std::string publicUrl;
    std::string postgresql;
    std::string masterKey;
    bool registration = true;
    std::string confirm = "auto";
    std::int64_t logins = 5;
    std::int64_t perMinute = 100;
    std::int64_t burst = 20;
    std::int64_t anonymousPerMinute = 10;
    std::int64_t anonymousBurst = 5;
    std::int64_t perAddress = 1'000;
    std::int64_t connections = 12'000;
    std::int64_t handshake = 10;
    std::int64_t threads = 2;
    std::int64_t workers = 4;
    std::int64_t verifications = 4;
    std::string mailUrl;
    std::string mailUser;
    std::string mailPassword;
    std::string mailFrom;
    std::string logLevel = "info";
    std::vector<ToolServerConfig> toolServers;   // tables of their own, and no rows
    std::vector<SignInProvider> signInProviders; // the same
};

// A row: where a value stands in the file ("listen.port"), which variable of the environment says it instead
// ("CAIRND_LISTEN_PORT"), and what it means.
struct Option {
    std::string name;
    std::string about;
    std::string Config::* text = nullptr;
    std::int64_t Config::* number = nullptr;
    bool Config::* flag = nullptr;

    std::string variable() const;
    std::string usual() const; // the default, as it is written in the file
};

const std::vector<Option>& options();

using Environment = std::function<std::optional<std::string>(const std::string& variable)>;

// Defaults, then the file (TOML) where one is given, then the environment; then all of it is looked at as a whole.
// Errors: InvalidInput with the line, or with what does not go together; NotFound.
base::Expected<Config> readConfig(const std::optional<std::filesystem::path>& file, const Environment& environment);

// A file with every option, its meaning and its default.
std::string exampleConfig();

} // namespace cairn::server
