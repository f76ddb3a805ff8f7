#pragma once

#include "core/api/profile.h"
#include "sync/assistant/protocol.h"
#include "sync/assistant/tools.h"

#include <boost/json/object.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace cairn::assistant {

// Lets an assistant of the learner's read the profile and propose (the Model Context Protocol, both of its eras: what
// begins with `initialize`, and what brings its version with every request). It knows no sockets and no files: messages
// go in, answers come out when the profile has them. Used on the thread that the profile delivers to.
class Server {
public:
    static constexpr std::size_t kMessageBytes = std::size_t{1} << 20U;
    static constexpr std::size_t kAnswerBytes = std::size_t{1} << 20U; // of what a tool or a resource says
    static constexpr std::size_t kAtOnce = 64;                         // requests of one channel under way
    static constexpr std::size_t kBatch = 50;                          // messages in one
    static constexpr std::size_t kPage = 50;                           // resources in one answer

    Server(api::Profile& profile, std::string version);

    // A message as it came. `channel` is what its id is unique in, can be cancelled from, and has one client at its
    // other end. `modern`: whether it came with a sign of the later era that is not in it (a header). `say` is called
    // once: with the answer, or with nothing where there is none to give.
    void receive(std::string_view message, Say say, const std::string& channel = {}, bool modern = false);

    // Nothing comes by this channel any more: what is under way there is dropped, and who was there is forgotten.
    void forget(const std::string& channel);

    // Who asks something is told to `heard`.
    void onAsked(std::function<void(const Client& client)> heard) { m_asked = std::move(heard); }

    // Nothing is under way.
    bool idle() const { return m_underWay.empty(); }

private:
    using Key = std::pair<std::string, std::string>; // channel, id

    struct Question;

    void take(const boost::json::value& message, Say say, const std::string& channel, bool modern);
    void takeBatch(const boost::json::array& messages, const Say& say, const std::string& channel, bool modern);
    void notice(const boost::json::object& message, const std::string& channel);
    void dispatch(Question question);
    bool isAnswerable(const Question& question);

    void initialize(const Question& question);
    void discover(const Question& question);
    void listTools(const Question& question);
    void callTool(const Question& question);
    void listResources(const Question& question);
    void readResource(const Question& question);

    template<class T> void await(const Question& question, auto ask, std::function<void(base::Expected<T>)> answered);
    void result(const Question& question, boost::json::object result, bool cacheable = false) const;
    Client clientOf(const Question& question) const;
    boost::json::object about() const;
    static boost::json::object capabilities();

    api::Profile& m_profile;
    std::string m_version;
    std::function<void(const Client& client)> m_asked{};
    std::map<std::string, Client> m_clients{}; // by channel, as each called itself when it initialized

    struct UnderWay {
        Say say;
        api::Request request;
    };

    std::map<Key, UnderWay> m_underWay{};
};

} // namespace cairn::assistant
