#include "sync/wire/packing.h"

#include "sync/wire/frame.h"

#include <memory>
#include <utility>
#include <zstd.h>

namespace cairn::wire {

namespace {

constexpr int kLevel = 1;
constexpr int kWindowLog = 23; // 8 MiB: room for any level that a device may pack with

} // namespace

Packed pack(std::string frame) {
    if (frame.size() < kPackFrom) {
        return {std::move(frame), false};
    }
    std::string bytes(ZSTD_compressBound(frame.size()), '\0');
    const auto size = ZSTD_compress(bytes.data(), bytes.size(), frame.data(), frame.size(), kLevel);
    if (ZSTD_isError(size) != 0 || size >= frame.size()) {
        return {std::move(frame), false};
    }
    bytes.resize(size);
    return {std::move(bytes), true};
}

// As a stream, so that what a header claims its content to be decides nothing. The window that it claims to need is
// made room for before a byte is unpacked: one of 128 MiB is not.
base::Expected<std::string> unpack(std::string_view bytes) {
    const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLog);
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::string frame;
    std::size_t left = 1; // of the compressed frame
    while (left != 0) {
        const auto there = frame.size();
        if (there > kFrameBytes) {
            return base::fail(base::ErrorCode::LimitExceeded, "a compressed frame is larger than a frame may be");
        }
        frame.resize(there + ZSTD_DStreamOutSize());
        ZSTD_outBuffer out{frame.data(), frame.size(), there};
        left = ZSTD_decompressStream(context.get(), &out, &in);
        const bool stuck = out.pos == there && in.pos == in.size;
        frame.resize(out.pos);
        if (ZSTD_isError(left) != 0 || (left != 0 && stuck)) {
            return base::fail(base::ErrorCode::InvalidInput, "a binary frame that is not compressed as a whole");
        }
    }
    if (in.pos != in.size) {
        return base::fail(base::ErrorCode::InvalidInput, "bytes after a compressed frame");
    }
    return frame;
}

} // namespace cairn::wire
