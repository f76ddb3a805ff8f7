#pragma once

#include "tests/ui/mindmap/faulty_paths.h"

namespace cairn::test {

// The reviews of a real profile, whose answers can be errors.
class FailingReviews : public api::Reviews {
public:
    explicit FailingReviews(api::Reviews& real)
        : m_real(real) {}

    bool fails = false;

    api::Request list(api::Reply<api::ReviewsView> reply) override {
        return fails ? fail(std::move(reply)) : m_real.list(std::move(reply));
    }

    api::Request of(std::string task, api::Reply<std::optional<api::ReviewRow>> reply) override {
        return fails ? fail(std::move(reply)) : m_real.of(std::move(task), std::move(reply));
    }

    api::Request grade(std::string task, events::ReviewGrade grade, api::Reply<api::ReviewRow> reply) override {
        return fails ? fail(std::move(reply)) : m_real.grade(std::move(task), grade, std::move(reply));
    }

    api::Request want(std::string task, bool wanted, api::Reply<std::optional<api::ReviewRow>> reply) override {
        return fails ? fail(std::move(reply)) : m_real.want(std::move(task), wanted, std::move(reply));
    }

private:
    template<class T> api::Request fail(api::Reply<T> reply) {
        QTimer::singleShot(0, &m_thread, [reply] { reply(base::fail(base::ErrorCode::Io, "The disk said no.")); });
        return {};
    }

    api::Reviews& m_real;
    QObject m_thread;
};

class FailingReviewsProfile : public ui::test::FaultyProfile {
public:
    explicit FailingReviewsProfile(api::Profile& real)
        : FaultyProfile(real)
        , failing(real.reviews()) {}

    FailingReviews failing;

    api::Reviews& reviews() override { return failing; }
};

} // namespace cairn::test
