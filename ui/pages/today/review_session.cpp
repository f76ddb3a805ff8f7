#include "ui/pages/today/review_session.h"

#include "ui/widgets/words.h"

#include <algorithm>
#include <utility>

namespace cairn::ui {

namespace {

constexpr int kGather = 20; // ms

bool isOpen(const ReviewSession::Item& item) {
    return item.outcome == ReviewSession::Outcome::open;
}

} // namespace

ReviewSession::ReviewSession(api::Profile& profile, QObject* parent)
    : QObject(parent)
    , m_profile(profile) {
    m_changed.setSingleShot(true);
    m_changed.setInterval(kGather);
    connect(&m_changed, &QTimer::timeout, this, &ReviewSession::check);
    m_subscription = profile.subscribe([this](const api::Change& change) { heard(change); });
}

void ReviewSession::begin(const std::string& first) {
    end();
    m_first = first;
    m_phase = Phase::loading;
    m_list = m_profile.reviews().list([this](base::Expected<api::ReviewsView> view) {
        if (!view) {
            fail(view.error());
            return;
        }
        std::vector<api::ReviewRow> rows = view->due;
        const auto wanted = std::ranges::find(rows, m_first, &api::ReviewRow::item);
        if (wanted != rows.end()) {
            std::rotate(rows.begin(), wanted, wanted + 1);
        }
        m_left = std::move(*view);
        start(std::move(rows));
    });
    Q_EMIT changed();
}

void ReviewSession::beginWith(const std::string& only) {
    end();
    m_first = only;
    m_only = true;
    m_phase = Phase::loading;
    m_list = m_profile.reviews().of(only, [this](base::Expected<std::optional<api::ReviewRow>> row) {
        if (!row) {
            fail(row.error());
            return;
        }
        start(*row ? std::vector{std::move(**row)} : std::vector<api::ReviewRow>());
    });
    Q_EMIT changed();
}

void ReviewSession::tryAgain() {
    const std::string first = m_first;
    m_only ? beginWith(first) : begin(first);
}

void ReviewSession::end() {
    m_list = {};
    m_command = {};
    m_check = {};
    m_changed.stop();
    m_first.clear();
    m_only = false;
    m_items.clear();
    m_settled.clear();
    m_at = 0;
    m_trouble.reset();
    m_left.reset();
    m_busy = false;
    if (std::exchange(m_phase, Phase::idle) != Phase::idle) {
        Q_EMIT changed();
    }
}

void ReviewSession::start(std::vector<api::ReviewRow> rows) {
    for (api::ReviewRow& row : rows) {
        m_items.push_back({std::move(row)});
    }
    m_phase = Phase::asking;
    goOn();
}

const ReviewSession::Item* ReviewSession::current() const {
    return m_phase == Phase::asking ? &m_items[static_cast<std::size_t>(m_at)] : nullptr;
}

void ReviewSession::grade(events::ReviewGrade grade) {
    if (current() == nullptr || std::exchange(m_busy, true)) {
        return;
    }
    m_command =
        m_profile.reviews().grade(current()->row.item, grade, [this, grade](base::Expected<api::ReviewRow> after) {
            m_busy = false;
            if (!after) {
                fail(after.error());
                return;
            }
            settle(Outcome::graded, grade);
            Q_EMIT graded(QString::fromStdString(after->title), Words::dateOf(after->due));
        });
}

void ReviewSession::stopAsking() {
    if (current() == nullptr || std::exchange(m_busy, true)) {
        return;
    }
    m_command = m_profile.reviews().want(
        current()->row.item, false,
        [this, title = current()->row.title](base::Expected<std::optional<api::ReviewRow>> after) {
            m_busy = false;
            if (!after) {
                fail(after.error());
                return;
            }
            settle(Outcome::stopped);
            Q_EMIT stopped(QString::fromStdString(title));
        });
}

void ReviewSession::skip() {
    if (current() != nullptr && !m_busy) {
        settle(Outcome::skipped);
    }
}

void ReviewSession::settle(Outcome outcome, std::optional<events::ReviewGrade> grade) {
    Item& item = m_items[static_cast<std::size_t>(m_at)];
    item.outcome = outcome;
    item.grade = grade;
    if (outcome == Outcome::graded || outcome == Outcome::stopped) {
        m_settled.push_back(m_at);
    }
    m_trouble.reset();
    goOn();
}

void ReviewSession::goOn() {
    const auto next = std::ranges::find_if(m_items, isOpen);
    m_at = static_cast<int>(next - m_items.begin());
    m_phase = next == m_items.end() ? Phase::over : Phase::asking;
    if (m_phase == Phase::over) {
        askWhatIsLeft();
    }
    Q_EMIT changed();
}

void ReviewSession::askWhatIsLeft() {
    m_list = m_profile.reviews().list([this](base::Expected<api::ReviewsView> view) {
        if (view) {
            m_left = std::move(*view);
            Q_EMIT changed();
        }
    });
}

// Where something is asked already it stays, and says what went wrong.
void ReviewSession::fail(const base::Error& error) {
    m_trouble = error;
    if (m_phase == Phase::loading) {
        m_phase = Phase::failed;
    }
    Q_EMIT changed();
}

void ReviewSession::heard(const api::Change& change) {
    if ((change.reviews || change.tasks || change.paths) && (m_phase == Phase::asking || m_phase == Phase::over)) {
        m_changed.start();
    }
}

void ReviewSession::check() {
    if (m_busy) {
        m_changed.start();
    } else if (!m_settled.empty()) {
        checkLast();
    } else {
        checkCurrent();
    }
}

// The last that was answered, because that may have been undone.
void ReviewSession::checkLast() {
    const int last = m_settled.back();
    const std::string& id = m_items[static_cast<std::size_t>(last)].row.item;
    m_check = m_profile.reviews().of(id, [this, last](base::Expected<std::optional<api::ReviewRow>> row) {
        if (m_settled.empty() || m_settled.back() != last) {
            check(); // answered meanwhile
            return;
        }
        Item& item = m_items[static_cast<std::size_t>(last)];
        const bool undone =
            row && *row && !(*row)->paused && (item.outcome == Outcome::stopped || (*row)->reviews <= item.row.reviews);
        if (!undone) {
            checkCurrent();
            return;
        }
        item = {std::move(**row)};
        m_settled.pop_back();
        m_trouble.reset();
        m_at = last;
        m_phase = Phase::asking;
        Q_EMIT changed();
        check();
    });
}

// What is asked, because it may have been answered elsewhere, or done again after it was undone.
void ReviewSession::checkCurrent() {
    if (m_phase == Phase::over) {
        askWhatIsLeft();
        return;
    }
    m_check = m_profile.reviews().of(
        current()->row.item, [this, at = m_at](base::Expected<std::optional<api::ReviewRow>> row) {
            if (m_busy || current() == nullptr || m_at != at) {
                return; // a change follows what is under way
            }
            Item& item = m_items[static_cast<std::size_t>(at)];
            if (!row) {
                if (row.error().code == base::ErrorCode::NotFound) {
                    settle(Outcome::gone);
                }
            } else if (!*row) {
                settle(Outcome::gone);
            } else if ((*row)->paused) {
                settle(Outcome::stopped);
            } else if ((*row)->reviews > item.row.reviews) {
                settle(Outcome::graded);
            } else if (item.row != **row) {
                item.row = std::move(**row);
                Q_EMIT changed();
            }
        });
}

} // namespace cairn::ui
