#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace cairn::cli {

// A WebSocket of the protocol to a server on this computer, as fast as one can be: a thread waits for it. Throws
// std::exception where the other end does not do as it should.
class BenchLink {
public:
    // With TLS, any certificate will do: what is measured is on this computer.
    BenchLink(std::uint16_t port, bool tls);
    ~BenchLink();
    BenchLink(const BenchLink&) = delete;
    BenchLink& operator=(const BenchLink&) = delete;

    void send(const std::string& frame);
    std::string receive();

    std::int64_t sentBytes() const { return m_sentBytes; } // of messages

private:
    class Stream;
    template<class Layer> class StreamOver;

    std::unique_ptr<Stream> m_stream;
    std::int64_t m_sentBytes = 0;
};

// What a server answers to a GET.
std::string httpGet(std::uint16_t port, const std::string& path, bool tls = false);

// How long a message of `bytes` takes to another thread and back over a connection on this computer, in milliseconds:
// the median of `rounds`.
double echoMilliseconds(std::size_t bytes, int rounds);

} // namespace cairn::cli
