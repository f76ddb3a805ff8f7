#include "tests/ui/ui_fixture.h"
#include "ui/shell/error_dialog.h"
#include "ui/shell/proven_dialog.h"
#include "ui/shell/shortcuts_dialog.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/message_bar.h"

#include <QClipboard>
#include <QFile>
#include <QPushButton>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace cairn::test {

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() {
        m_ui = std::make_unique<UiFixture>();
        m_ui->show();
    }

    void cleanup() {
        m_ui.reset();
        UiFixture::s_theme->setLook(ui::Look::light);
        UiFixture::s_theme->setTextScale(100);
    }

    void f1ShowsTheShortcuts() {
        QTest::keyClick(&m_ui->window(), Qt::Key_F1);
        auto* dialog = m_ui->window().findChild<ui::ShortcutsDialog*>();
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY(dialog->isVisible());
        QVERIFY(m_ui->named(u"Go to anything"_s, dialog) != nullptr);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(m_ui->window().findChild<ui::ShortcutsDialog*>() == nullptr);
    }

    void theMenuOfConnectionsSaysWhatIsProven() {
        m_ui->window().goTo(ui::PlaceId::connections);
        QAction* proven = m_ui->menuAction(u"What is proven"_s);
        QVERIFY(proven != nullptr && proven->isEnabled());
        proven->trigger();
        auto* dialog = m_ui->window().findChild<ui::ProvenDialog*>();
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY(dialog->isVisible());
        auto* text = dialog->findChild<QTextEdit*>();
        QVERIFY(text != nullptr);
        const QString words = text->toPlainText();
        for (const char* part : {"Proven", "Not proven", "How it is checked", "When a platform does not answer"}) {
            QVERIFY2(words.contains(QString::fromLatin1(part)), part);
        }
        QVERIFY(m_ui->named(u"Close"_s, dialog) != nullptr);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(m_ui->window().findChild<ui::ProvenDialog*>() == nullptr);
        m_ui->show();
        m_ui->window().currentPage()->focusContent();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_W); // as its menu says
        QTRY_VERIFY(m_ui->window().findChild<ui::ProvenDialog*>() != nullptr);
        QTest::mouseClick(m_ui->named(u"Close"_s, m_ui->window().findChild<ui::ProvenDialog*>()), Qt::LeftButton);
        QTRY_VERIFY(m_ui->window().findChild<ui::ProvenDialog*>() == nullptr);
    }

    void undoAndRedoNameWhatTheyDo() {
        const api::TaskRow task = m_ui->aTask(api::TaskState::in_progress);
        complete(task.id);
        QAction* undo = m_ui->menuAction(u"Undo"_s);
        QAction* redo = m_ui->menuAction(u"Redo"_s);
        QTRY_VERIFY(undo->isEnabled());
        QVERIFY2(undo->text().contains(QString::fromStdString(task.title)), qPrintable(undo->text()));
        QVERIFY(!redo->isEnabled());

        undo->trigger();
        QTRY_VERIFY(redo->isEnabled());
        QCOMPARE(m_ui->task(task.id).row.state, api::TaskState::in_progress);
        redo->trigger();
        QTRY_VERIFY(!redo->isEnabled());
        QCOMPARE(m_ui->task(task.id).row.state, api::TaskState::self_reported);
    }

    void theMessageBarUndoes() {
        const api::TaskRow task = m_ui->aTask(api::TaskState::in_progress);
        complete(task.id);
        m_ui->window().announce(u"Completed it"_s, true);
        auto* bar = m_ui->window().findChild<ui::MessageBar*>();
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->text(), u"Completed it"_s);
        QTest::mouseClick(bar->findChild<QPushButton*>(u"undo"_s), Qt::LeftButton);
        QTRY_COMPARE(m_ui->task(task.id).row.state, api::TaskState::in_progress);
        QTRY_VERIFY(bar->text().startsWith(u"Undone"_s));
    }

    void whatCannotBeUndoneOffersNoUndo() {
        m_ui->window().announce(u"Saved"_s, false);
        auto* bar = m_ui->window().findChild<ui::MessageBar*>();
        QVERIFY(!bar->findChild<QPushButton*>(u"undo"_s)->isVisible());
    }

    void theLookIsChangedAndRemembered() {
        m_ui->menuAction(u"Dark"_s)->trigger();
        QVERIFY(m_ui->theme().isDark());
        QTRY_COMPARE(m_ui->profile().state().preferences["look"], std::string("dark"));
        m_ui->menuAction(u"Light"_s)->trigger();
        QVERIFY(!m_ui->theme().isDark());
        QTRY_COMPARE(m_ui->profile().state().preferences["look"], std::string("light"));
    }

    void textGrowsAndShrinks() {
        m_ui->menuAction(u"Larger text"_s)->trigger();
        QCOMPARE(m_ui->theme().textScale(), 110);
        m_ui->menuAction(u"Usual text size"_s)->trigger();
        QCOMPARE(m_ui->theme().textScale(), 100);
    }

    void theWindowIsRememberedInTheProfilesFolder() {
        m_ui->window().resize(1111, 777);
        m_ui->window().close();
        ui::MainWindow again(m_ui->profile(), m_ui->sync(), m_ui->theme());
        QCOMPARE(again.size(), QSize(1111, 777));
        QVERIFY(QFile::exists(m_ui->folder() + u"/window.ini"_s));
    }

    void anErrorSaysWhatItMeansAndCanBeCopied() {
        m_ui->window().showError({base::ErrorCode::Io, "the disk is full", "cairn.sqlite"});
        auto* dialog = m_ui->window().findChild<ui::ErrorDialog*>();
        QTRY_VERIFY(dialog->isVisible());
        QVERIFY(m_ui->named(u"Nothing was changed."_s, dialog) != nullptr);
        QTest::mouseClick(m_ui->named(u"Copy details"_s, dialog), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"the disk is full"_s));
        QTest::keyClick(dialog, Qt::Key_Escape);
    }

private:
    void complete(const std::string& id) {
        const auto done = UiFixture::answer<api::Done>([&](auto reply) {
            return m_ui->profile().tasks().act(api::TaskAction::complete, {id}, {}, std::move(reply));
        });
        QVERIFY(done.has_value());
    }

    std::unique_ptr<UiFixture> m_ui;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::WindowTest)

#include "window_test.moc"
