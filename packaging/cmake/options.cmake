# Flags stand on one interface target that every target of ours links.

option(CAIRN_WARNINGS_AS_ERRORS "Treat warnings as errors" OFF)
option(CAIRN_DESKTOP "Build the desktop (needs Qt)" ON)
option(CAIRN_TESTS "Build the tests (need Qt Core and Qt Test)" ON)
option(CAIRN_FUZZERS "Build the fuzz targets (needs clang)" OFF)
set(CAIRN_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them: address,undefined or thread")

add_library(cairn_options INTERFACE)
add_library(cairn::options ALIAS cairn_options)

target_compile_options(cairn_options INTERFACE
    $<$<CXX_COMPILER_ID:GNU,Clang>:-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                                   -Wimplicit-fallthrough>
    $<$<CXX_COMPILER_ID:MSVC>:/W4 /permissive- /utf-8>)
if(CAIRN_WARNINGS_AS_ERRORS)
    target_compile_options(cairn_options INTERFACE $<IF:$<CXX_COMPILER_ID:MSVC>,/WX,-Werror>)
endif()

if(CAIRN_SANITIZE)
    add_compile_options(-fsanitize=${CAIRN_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${CAIRN_SANITIZE})
    if(CAIRN_SANITIZE MATCHES "undefined")
        # The vptr check wants type information that Debian's SOCI keeps to itself.
        add_compile_options(-fno-sanitize-recover=undefined -fno-sanitize=vptr)
    endif()
elseif(NOT MSVC AND NOT CAIRN_FUZZERS)
    add_compile_options($<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2> -fstack-protector-strong)
endif()

# Qt in its strict form, for every target that uses it.
set(CAIRN_QT_STRICT
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH
    QT_NO_KEYWORDS QT_NO_CONTEXTLESS_CONNECT QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Paths under the source folder are hashed relative to it, so that every clone finds what another compiled.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
        "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${CCACHE_PROGRAM}")
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
    add_link_options(-fuse-ld=mold)
endif()
