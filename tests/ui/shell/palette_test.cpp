#include "tests/ui/ui_fixture.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/palette_match.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

class PaletteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() {
        m_ui = std::make_unique<UiFixture>();
        m_ui->show();
        m_palette = m_ui->window().findChild<ui::CommandPalette*>();
        m_words = m_palette->findChild<QLineEdit*>();
        m_list = m_palette->findChild<QListView*>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_list->model());
    }

    void cleanup() {
        m_tester.reset();
        m_ui.reset();
    }

    void findsATaskByItsNameAndOpensIt() {
        const api::TaskRow task = m_ui->aTask(api::TaskState::available);
        open();
        QTest::keyClicks(m_words, QString::fromStdString(task.title));
        QTRY_COMPARE(m_list->currentIndex().data().toString(), QString::fromStdString(task.title));
        QTest::keyClick(m_words, Qt::Key_Return);
        QVERIFY(!m_palette->isVisible());
        QCOMPARE(m_ui->window().currentPlace(), ui::PlaceId::tasks);
        QTRY_VERIFY(m_ui->named(QString::fromStdString(task.title), m_ui->window().currentPage()) != nullptr);
    }

    void findsAnActionAndDoesIt() {
        open();
        QTest::keyClicks(m_words, u"dark"_s);
        QTRY_COMPARE(m_list->currentIndex().data().toString(), u"Dark"_s);
        QTest::keyClick(m_words, Qt::Key_Return);
        QTRY_VERIFY(m_ui->theme().isDark());
        m_ui->theme().setLook(ui::Look::light);
    }

    void whatWasUsedLastComesFirst() {
        open();
        QTest::keyClicks(m_words, u"settings"_s);
        QTRY_COMPARE(m_list->currentIndex().data().toString(), u"Settings"_s);
        QTest::keyClick(m_words, Qt::Key_Return);
        open();
        QCOMPARE(m_list->model()->index(0, 0).data().toString(), u"Settings"_s);
        QTest::keyClick(m_words, Qt::Key_Escape);
    }

    void escapeLeavesAndGivesTheKeyboardBack() {
        m_ui->window().goTo(ui::PlaceId::settings);
        QWidget* before = QApplication::focusWidget();
        open();
        QTest::keyClick(m_words, Qt::Key_Escape);
        QVERIFY(!m_palette->isVisible());
        QCOMPARE(QApplication::focusWidget(), before);
    }

    void scores_data() {
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::addColumn<QString>("words");
        QTest::newRow("beginning") << u"Task list"_s << u"New task"_s << u"task"_s;
        QTest::newRow("whole word") << u"Open map"_s << u"Bitmap"_s << u"map"_s;
        QTest::newRow("shorter") << u"Lists"_s << u"Lists and loops"_s << u"lists"_s;
        QTest::newRow("letters in order") << u"Matching Brackets"_s << u"Two Fer"_s << u"mtbr"_s;
        QTest::newRow("accents") << u"Début"_s << u"Two Fer"_s << u"debut"_s;
        QTest::newRow("all words") << u"Word Count"_s << u"Word Search"_s << u"word count"_s;
    }

    void scores() {
        QFETCH(QString, better);
        QFETCH(QString, worse);
        QFETCH(QString, words);
        QVERIFY(ui::paletteScore(better, words) > ui::paletteScore(worse, words));
    }

private:
    void open() {
        QTest::keyClick(&m_ui->window(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(m_palette->isVisible());
        QTRY_VERIFY(m_words->hasFocus());
    }

    std::unique_ptr<UiFixture> m_ui;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    ui::CommandPalette* m_palette = nullptr;
    QLineEdit* m_words = nullptr;
    QListView* m_list = nullptr;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::PaletteTest)

#include "palette_test.moc"
