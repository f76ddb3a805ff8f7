#include "tests/ui/pictures.h"
#include "tests/ui/today/solved.h"
#include "tests/ui/ui_fixture.h"
#include "ui/pages/tasks/review_panel.h"
#include "ui/pages/today/review_session.h"
#include "ui/pages/today/review_view.h"
#include "ui/pages/today/reviews_card.h"

#include <QAction>

using namespace cairn;
using namespace Qt::StringLiterals;
using test::Pictures;
using ui::ReviewSession;

// Reviews of what was solved some weeks ago, on Today, one by one, and in the drawer of Tasks. Nothing that is said may
// be cut off.
class ReviewsPicturesTest : public QObject {
    Q_OBJECT

private:
    void open() {
        Pictures::dress();
        m_ui = std::make_unique<test::UiFixture>(test::UiFixture::Data::none, 120);
        const std::pair<int, const char*> solved[] = {
            {110, "Merge Intervals"},  {60, "Two Sum"},      {30, "Longest Substring Without Repeating Characters"},
            {12, "Valid Parentheses"}, {7, "Binary Search"}, {4, "Climbing Stairs"}};
        for (const auto& [daysAgo, title] : solved) {
            m_ui->setDaysAgo(daysAgo);
            m_last = test::solve(m_ui->profile(), title);
        }
        m_ui->setDaysAgo(0);
        m_fresh = test::solve(m_ui->profile(), "Number of Islands");
        const auto folder = m_ui->profile().imports().starterPaths().front().folder;
        QVERIFY(test::UiFixture::answer<api::ImportReport>([&](auto reply) {
                    return m_ui->profile().imports().exercism(folder, {}, std::move(reply));
                }).has_value());
        QFETCH(int, scale);
        m_ui->window().resize(1440, scale > 100 ? 2400 : 900);
        m_ui->show();
        QTRY_VERIFY(card() != nullptr && card()->isVisible());
    }

    ui::ReviewsCard* card() { return m_ui->window().findChild<ui::ReviewsCard*>(); }

    ReviewSession& session() { return *m_ui->window().findChild<ReviewSession*>(); }

    void keep(const QString& name) { Pictures::keep(m_ui->window(), name); }

    std::unique_ptr<test::UiFixture> m_ui;
    std::string m_last;
    std::string m_fresh;

private slots:

    void cleanup() {
        m_ui.reset();
        Pictures::undress();
    }

    void today_data() { Pictures::variants(); }

    void today() {
        open();
        QTRY_VERIFY(card()->accessibleName().contains(u"due"_s));
        keep(u"today-reviews"_s);
        Pictures::checkRoom(*card());
    }

    void oneByOne_data() { Pictures::variants(); }

    void oneByOne() {
        open();
        QTRY_VERIFY(m_ui->menuAction(u"Review what is due"_s)->isEnabled());
        m_ui->menuAction(u"Review what is due"_s)->trigger();
        QTRY_COMPARE(session().phase(), ReviewSession::Phase::asking);
        const auto& view = *m_ui->window().findChild<ui::ReviewView*>();
        QTRY_VERIFY(view.isVisible());
        keep(u"reviews-asking"_s);
        Pictures::checkRoom(view);
        while (session().phase() == ReviewSession::Phase::asking) {
            const int at = session().position();
            at == 2 ? session().skip()
                    : session().grade(at == 1 ? events::ReviewGrade::again : events::ReviewGrade::good);
            QTRY_VERIFY(session().phase() == ReviewSession::Phase::over || session().position() > at);
        }
        QTRY_VERIFY(session().left().has_value());
        keep(u"reviews-over"_s);
        Pictures::checkRoom(view);
    }

    void drawer_data() { Pictures::variants(); }

    void drawer() {
        open();
        for (const auto& [name, id] : {std::pair(u"due"_s, m_last), std::pair(u"later"_s, m_fresh)}) {
            m_ui->window().goTo(ui::PlaceId::tasks, QString::fromStdString(id));
            QTRY_VERIFY(m_ui->window().findChild<ui::ReviewPanel*>() != nullptr);
            keep(u"drawer-review-"_s + name);
            Pictures::checkRoom(*m_ui->window().findChild<ui::ReviewPanel*>());
        }
    }
};

CAIRN_UI_TEST_MAIN(ReviewsPicturesTest)
#include "reviews_pictures_test.moc"
