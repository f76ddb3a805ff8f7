#pragma once

// CAIRN_ADDRESS_SANITIZER is defined where AddressSanitizer watches this program, which compilers say in different
// ways.

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define CAIRN_ADDRESS_SANITIZER
#endif
