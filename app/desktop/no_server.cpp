#include "app/desktop/no_server.h"

#include <QCoreApplication>

#include <memory>

namespace cairn::desktop {

namespace {

template<class T> api::Request refuse(api::Reply<T> reply) {
    auto shared = std::make_shared<api::Request::Shared>();
    QMetaObject::invokeMethod(
        qApp,
        [shared, reply = std::move(reply)] {
            if (!shared->forgotten) {
                reply(base::fail(base::ErrorCode::Unreachable, "this version knows no server yet"));
            }
        },
        Qt::QueuedConnection);
    return api::Request(shared);
}

} // namespace

api::Request NoServer::signIn(api::SignIn, api::Reply<api::SignInResult> reply) {
    return refuse(std::move(reply));
}

api::Request NoServer::createAccount(api::SignIn, api::Reply<api::SignInResult> reply) {
    return refuse(std::move(reply));
}

api::Request NoServer::forgotPassword(std::string, std::string, api::Reply<std::string> reply) {
    return refuse(std::move(reply));
}

api::Request NoServer::leave(api::Reply<bool> reply) {
    return refuse(std::move(reply));
}

api::Request NoServer::devices(api::Reply<std::vector<api::SyncDevice>> reply) {
    return refuse(std::move(reply));
}

api::Request NoServer::rename(std::string, std::string, api::Reply<bool> reply) {
    return refuse(std::move(reply));
}

api::Request NoServer::revoke(std::string, api::Reply<bool> reply) {
    return refuse(std::move(reply));
}

api::Request NoServer::changePassword(std::string, std::string, api::Reply<bool> reply) {
    return refuse(std::move(reply));
}

} // namespace cairn::desktop
