#pragma once

#include "core/api/reviews.h"
#include "core/service/context.h"

namespace cairn::service {

class ReviewService : public api::Reviews {
public:
    explicit ReviewService(Context& context)
        : m_context(context) {}

    api::Request list(api::Reply<api::ReviewsView> reply) override;
    api::Request of(std::string task, api::Reply<std::optional<api::ReviewRow>> reply) override;
    api::Request grade(std::string task, events::ReviewGrade grade, api::Reply<api::ReviewRow> reply) override;
    api::Request want(std::string task, bool wanted, api::Reply<std::optional<api::ReviewRow>> reply) override;

private:
    base::Expected<std::optional<api::ReviewRow>> wantNow(Reading& reading, const std::string& task, bool wanted);

    Context& m_context;
};

// What is due on the learner's calendar now: the first `most` of it, and how many there are.
struct DueReviews {
    std::vector<api::ReviewRow> rows;
    std::int64_t all = 0;
};

DueReviews dueReviews(Reading& reading, const Context& context, std::size_t most);

} // namespace cairn::service
