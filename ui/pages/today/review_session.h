#pragma once

#include "core/api/profile.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace cairn::ui {

// One sitting of reviews: what is asked in which order, and what came of each.
//
// It follows the profile. What is undone is asked again at once, and what was answered elsewhere is passed over, so
// that nothing is asked twice.
class ReviewSession : public QObject {
    Q_OBJECT

public:
    enum class Phase {
        idle,    // no sitting
        loading, // what to ask is looked up
        failed,  // it could not be; see trouble()
        asking,  // see current()
        over,    // everything was asked, or there was nothing to ask
    };

    // What came of one: `gone` is no longer reviewed at all.
    enum class Outcome { open, graded, skipped, stopped, gone };

    struct Item {
        api::ReviewRow row; // as it is asked: without what came of it
        Outcome outcome = Outcome::open;
        std::optional<events::ReviewGrade> grade{}; // none where it was graded elsewhere
    };

    explicit ReviewSession(api::Profile& profile, QObject* parent = nullptr);

    void begin(const std::string& first = {}); // all that is due, that one before the others
    void beginWith(const std::string& only);   // due or not
    void tryAgain();                           // after it failed
    void end();

    // For the current one. While an answer is on its way, these do nothing.
    void grade(events::ReviewGrade grade);
    void stopAsking();
    void skip(); // stays due

    Phase phase() const { return m_phase; }

    bool isOn() const { return m_phase != Phase::idle; }

    const Item* current() const;

    int position() const { return m_at + 1; } // of the current one, from 1 on

    int count() const { return static_cast<int>(m_items.size()); }

    const std::vector<Item>& items() const { return m_items; }

    // What went wrong last: with looking up, or with the last answer, which has changed nothing.
    const std::optional<base::Error>& trouble() const { return m_trouble; }

    // As it stands once it is over; none until that is known.
    const std::optional<api::ReviewsView>& left() const { return m_left; }

Q_SIGNALS:
    void changed();
    void graded(const QString& title, QDate due);
    void stopped(const QString& title);

private:
    void start(std::vector<api::ReviewRow> rows);
    void settle(Outcome outcome, std::optional<events::ReviewGrade> grade = {});
    void goOn();
    void fail(const base::Error& error);
    void heard(const api::Change& change);
    void check();
    void checkLast();
    void checkCurrent();
    void askWhatIsLeft();

    api::Profile& m_profile;
    Phase m_phase = Phase::idle;
    std::string m_first;
    bool m_only = false;
    std::vector<Item> m_items;
    int m_at = 0;
    std::vector<int> m_settled; // graded or stopped, in that order: the last can be undone
    std::optional<base::Error> m_trouble;
    std::optional<api::ReviewsView> m_left;
    bool m_busy = false;
    QTimer m_changed; // gathers changes that come in a bunch
    api::Request m_list;
    api::Request m_command;
    api::Request m_check;
    api::Subscription m_subscription;
};

} // namespace cairn::ui
