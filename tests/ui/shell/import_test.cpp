#include "tests/ui/ui_fixture.h"
#include "ui/shell/error_dialog.h"
#include "ui/shell/import_controller.h"
#include "ui/shell/import_report_dialog.h"
#include "ui/widgets/message_bar.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

class ImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() {
        m_ui = std::make_unique<UiFixture>(UiFixture::Data::none);
        m_ui->show();
    }

    void cleanup() { m_ui.reset(); }

    void aStarterPathFillsTheProgram() {
        QVERIFY(m_ui->today().empty);
        const auto starters = m_ui->profile().imports().starterPaths();
        QVERIFY(!starters.empty());
        QSignalSpy imported(&m_ui->window().imports(), &ui::ImportController::imported);
        m_ui->window().addStarterPath(QString::fromStdString(starters.front().id));
        QTRY_COMPARE(imported.count(), 1);
        QVERIFY(!m_ui->today().empty);
        QTRY_VERIFY(m_ui->window().findChild<ui::MessageBar*>()->isVisible());
    }

    void aFolderIsReportedOn() {
        const auto starters = m_ui->profile().imports().starterPaths();
        m_ui->window().imports().importFolder(QString::fromStdString(starters.front().folder.string()));
        QTRY_VERIFY(m_ui->window().findChild<ui::ImportReportDialog*>() != nullptr);
        auto* dialog = m_ui->window().findChild<ui::ImportReportDialog*>();
        QVERIFY(m_ui->named(QString::fromStdString(starters.front().title), dialog) != nullptr);
        QTest::keyClick(dialog, Qt::Key_Escape);
    }

    void aFolderThatIsNoTrackChangesNothing() {
        const QTemporaryDir nothing;
        m_ui->window().imports().importFolder(nothing.path());
        QTRY_VERIFY(m_ui->window().findChild<ui::ErrorDialog*>() != nullptr);
        auto* dialog = m_ui->window().findChild<ui::ErrorDialog*>();
        QVERIFY(m_ui->named(u"Nothing was changed."_s, dialog) != nullptr);
        QVERIFY(m_ui->today().empty);
        QTest::keyClick(dialog, Qt::Key_Escape);
    }

    void sampleDataComeAndGo() {
        m_ui->menuAction(u"Look around with sample data"_s)->trigger();
        QTRY_VERIFY(m_ui->profile().state().sample);
        QAction* remove = m_ui->menuAction(u"Remove sample data"_s);
        QTRY_VERIFY(remove->isVisible());
        remove->trigger();
        QTRY_VERIFY(!m_ui->profile().state().sample);
        QTRY_VERIFY(m_ui->today().empty);
    }

private:
    std::unique_ptr<UiFixture> m_ui;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::ImportTest)

#include "import_test.moc"
