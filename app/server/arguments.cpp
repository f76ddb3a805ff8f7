#include "app/server/arguments.h"

#include "sync/server/config/config.h"

#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/variables_map.hpp>

#include <sstream>

namespace cairn::server {

std::variant<Serve, Say> readArguments(int count, const char* const* words) {
    namespace po = boost::program_options;
    po::options_description options("Options");
    auto add = options.add_options();
    add("config", po::value<std::string>()->value_name("FILE"), "Read options from this file (TOML).");
    add("check-config", "Say whether the configuration is good, and end.");
    add("example-config", "Print every option with its meaning and default, and end.");
    add("version", "Print the version.");
    add("help", "Print this.");
    po::variables_map given;
    try {
        po::store(po::command_line_parser(count, words).options(options).positional({}).run(), given);
    } catch (const po::error& trouble) {
        return Say{std::string(trouble.what()) + "; 'cairnd --help' says more\n", 2};
    }
    if (given.contains("help")) {
        std::ostringstream help;
        help << "Usage: cairnd [option]...\n\nThe sync server of Cairn. Without any option it keeps its data in your "
                "data folder and\nlistens to this computer alone. Every option of the file is also a variable of "
                "the\nenvironment: listen.port is CAIRND_LISTEN_PORT.\n\n"
             << options << "\nSIGHUP reads the certificate again, SIGTERM ends the server in order.\n";
        return Say{help.str(), 0};
    }
    if (given.contains("version")) {
        return Say{"cairnd " CAIRN_VERSION "\n", 0};
    }
    if (given.contains("example-config")) {
        return Say{exampleConfig(), 0};
    }
    Serve serve;
    if (given.contains("config")) {
        serve.config = given["config"].as<std::string>();
    }
    serve.checkOnly = given.contains("check-config");
    return serve;
}

} // namespace cairn::server
