#include "tests/ui/today/solved.h"
#include "tests/ui/ui_fixture.h"
#include "ui/pages/today/answer_button.h"
#include "ui/pages/today/review_session.h"
#include "ui/pages/today/review_view.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/shortcuts_dialog.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>

using namespace cairn;
using namespace Qt::StringLiterals;
using ui::ReviewSession;

// Reviews in the whole window: how one comes to them, and Ctrl+Z.
class ReviewsWindowTest : public QObject {
    Q_OBJECT

private:
    ReviewSession& session() { return *m_ui->window().findChild<ReviewSession*>(); }

    // In the palette, or by the menu's words.
    void begin() {
        m_ui->show();
        QTRY_VERIFY(m_ui->menuAction(u"Review what is due"_s)->isEnabled());
        m_ui->menuAction(u"Review what is due"_s)->trigger();
        QTRY_COMPARE(session().phase(), ReviewSession::Phase::asking);
        QTRY_VERIFY(qobject_cast<ui::AnswerButton*>(QApplication::focusWidget()) != nullptr);
    }

    std::unique_ptr<test::UiFixture> m_ui;
    std::string m_id;

private slots:

    void init() {
        m_ui = std::make_unique<test::UiFixture>(test::UiFixture::Data::none, 60);
        m_id = test::solve(m_ui->profile(), "Two Sum");
        m_ui->setDaysAgo(0);
    }

    void cleanup() { m_ui.reset(); }

    void thePaletteReviewsFromEveryPlace() {
        m_ui->show();
        QTRY_VERIFY(m_ui->menuAction(u"Review what is due"_s) != nullptr);
        QTRY_VERIFY(m_ui->menuAction(u"Review what is due"_s)->isEnabled());
        m_ui->window().goTo(ui::PlaceId::settings);
        m_ui->window().openPalette();
        auto* palette = m_ui->window().findChild<ui::CommandPalette*>();
        QTRY_VERIFY(palette->isVisible());
        QTest::keyClicks(palette->findChild<QLineEdit*>(), u"review what"_s);
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        QTRY_COMPARE(m_ui->window().currentPlace(), ui::PlaceId::today);
        QTRY_COMPARE(session().phase(), ReviewSession::Phase::asking);
        QTRY_VERIFY(m_ui->window().findChild<ui::ReviewView*>()->isVisible());
        QTRY_VERIFY(qobject_cast<ui::AnswerButton*>(QApplication::focusWidget()) != nullptr);
    }

    void f1ListsTheKeysOfReviews() {
        begin();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F1);
        auto* dialog = m_ui->window().findChild<ui::ShortcutsDialog*>();
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY(dialog->isVisible());
        for (const char* does :
             {"Answer: Again", "Answer: Easy", "Skip for now", "Do not ask again", "Stop reviewing"}) {
            QVERIFY2(m_ui->named(QString::fromLatin1(does), dialog) != nullptr, does);
        }
        QVERIFY(m_ui->named(u"Start the next step"_s, dialog) == nullptr); // which its key does not do now
        QTRY_VERIFY(dialog->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(m_ui->window().findChild<ui::ShortcutsDialog*>() == nullptr);
        QVERIFY(session().isOn());
    }

    void undoAsksAgainAndSaysWhatItUndid() {
        begin();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_4);
        QTRY_COMPARE(session().phase(), ReviewSession::Phase::over);
        QCOMPARE(test::reviewOf(m_ui->profile(), m_id)->reviews, 1);
        QTRY_VERIFY2(
            m_ui->menuAction(u"Undo"_s)->text().contains(u"review “Two Sum”"_s),
            qPrintable(m_ui->menuAction(u"Undo"_s)->text()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(session().phase(), ReviewSession::Phase::asking);
        QCOMPARE(test::reviewOf(m_ui->profile(), m_id)->reviews, 0);
        QTRY_VERIFY(qobject_cast<ui::AnswerButton*>(QApplication::focusWidget()) != nullptr);
    }

    void theTaskIsShownAndReviewsGoOnAfterwards() {
        begin();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_T);
        QTRY_COMPARE(m_ui->window().currentPlace(), ui::PlaceId::tasks);
        m_ui->window().goTo(ui::PlaceId::today);
        QTRY_VERIFY(m_ui->window().findChild<ui::ReviewView*>()->isVisible());
        QCOMPARE(session().phase(), ReviewSession::Phase::asking);
        QTRY_VERIFY(qobject_cast<ui::AnswerButton*>(QApplication::focusWidget()) != nullptr);
    }

    // From Tasks, where the drawer offers it.
    void theDrawerReviewsItsTask() {
        m_ui->show();
        m_ui->window().goTo(ui::PlaceId::tasks, QString::fromStdString(m_id));
        QPushButton* now = nullptr;
        QTRY_VERIFY(
            (now = m_ui->window().findChild<QPushButton*>(u"drawerReviewNow"_s)) != nullptr && now->isVisible());
        QTest::mouseClick(now, Qt::LeftButton);
        QTRY_COMPARE(m_ui->window().currentPlace(), ui::PlaceId::today);
        QTRY_COMPARE(session().phase(), ReviewSession::Phase::asking);
        QCOMPARE(session().current()->row.title, std::string("Two Sum"));
        QTRY_VERIFY(qobject_cast<ui::AnswerButton*>(QApplication::focusWidget()) != nullptr);
    }
};

CAIRN_UI_TEST_MAIN(ReviewsWindowTest)
#include "reviews_window_test.moc"
