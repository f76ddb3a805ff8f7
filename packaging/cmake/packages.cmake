# The packages that come without CMake targets of their own, wrapped once. Qt is not here: only ui/, app/desktop/ and
# tests/ look for it.

find_package(PkgConfig REQUIRED)

# Boost.Describe and Boost.MP11 are headers only, and come with Boost::json's include folder.
find_package(Boost 1.81 REQUIRED COMPONENTS json program_options url)
find_package(OpenSSL 3 REQUIRED)

find_package(CURL 7.85 REQUIRED)
add_library(cairn::package_curl ALIAS CURL::libcurl)

pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
add_library(cairn::package_sodium ALIAS PkgConfig::sodium)

find_path(VALIJSON_INCLUDE_DIR valijson/validator.hpp REQUIRED)
add_library(cairn_package_valijson INTERFACE)
add_library(cairn::package_valijson ALIAS cairn_package_valijson)
target_include_directories(cairn_package_valijson SYSTEM INTERFACE "${VALIJSON_INCLUDE_DIR}")
# Without it, a schema that is none ends the program.
target_compile_definitions(cairn_package_valijson INTERFACE VALIJSON_USE_EXCEPTIONS=1)

pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
add_library(cairn::package_zstd ALIAS PkgConfig::zstd)

pkg_check_modules(jwt REQUIRED IMPORTED_TARGET libjwt)
add_library(cairn::package_jwt ALIAS PkgConfig::jwt)

pkg_check_modules(oath REQUIRED IMPORTED_TARGET liboath)
add_library(cairn::package_oath ALIAS PkgConfig::oath)

pkg_check_modules(crypt REQUIRED IMPORTED_TARGET libxcrypt)
add_library(cairn::package_crypt ALIAS PkgConfig::crypt)

pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
add_library(cairn::package_tomlplusplus ALIAS PkgConfig::tomlplusplus)

pkg_check_modules(spdlog REQUIRED IMPORTED_TARGET spdlog)
add_library(cairn::package_spdlog ALIAS PkgConfig::spdlog)

pkg_check_modules(prometheus REQUIRED IMPORTED_TARGET prometheus-cpp-core)
add_library(cairn::package_prometheus ALIAS PkgConfig::prometheus)

pkg_check_modules(graphviz REQUIRED IMPORTED_TARGET libgvc libcgraph)
add_library(cairn::package_graphviz ALIAS PkgConfig::graphviz)

pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
find_path(SOCI_INCLUDE_DIR soci/soci.h REQUIRED)
find_library(SOCI_CORE_LIBRARY soci_core REQUIRED)
find_library(SOCI_SQLITE3_LIBRARY soci_sqlite3 REQUIRED)
add_library(cairn_package_soci INTERFACE)
add_library(cairn::package_soci ALIAS cairn_package_soci)
target_include_directories(cairn_package_soci SYSTEM INTERFACE "${SOCI_INCLUDE_DIR}" "${SOCI_INCLUDE_DIR}/soci")
target_link_libraries(cairn_package_soci INTERFACE
    "${SOCI_SQLITE3_LIBRARY}" "${SOCI_CORE_LIBRARY}" PkgConfig::sqlite3 ${CMAKE_DL_LIBS})

pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
find_library(SOCI_POSTGRESQL_LIBRARY soci_postgresql REQUIRED)
add_library(cairn_package_postgresql INTERFACE)
add_library(cairn::package_postgresql ALIAS cairn_package_postgresql)
target_link_libraries(cairn_package_postgresql INTERFACE
    "${SOCI_POSTGRESQL_LIBRARY}" cairn_package_soci PkgConfig::libpq)
