#include "tests/ui/ui_fixture.h"
#include "ui/shell/task_form.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

class TaskFormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() {
        m_ui = std::make_unique<UiFixture>(UiFixture::Data::none);
        m_ui->show();
    }

    void cleanup() { m_ui.reset(); }

    void aNewTaskIsAddedAndShown() {
        QTest::keyClick(&m_ui->window(), Qt::Key_N, Qt::ControlModifier);
        auto* form = m_ui->window().findChild<ui::TaskForm*>();
        QVERIFY(form != nullptr);
        QTRY_VERIFY(form->isVisible());
        QTest::keyClicks(m_ui->named(u"Title"_s, form), u"Read about heaps"_s);
        QTest::keyClicks(m_ui->named(u"Tags"_s, form), u"heaps, reading, heaps"_s);
        QTest::keyClicks(m_ui->named(u"Address"_s, form), u"https://example.org/heaps"_s);
        QTest::mouseClick(m_ui->named(u"Add task"_s, form), Qt::LeftButton);
        QTRY_COMPARE(m_ui->window().currentPlace(), ui::PlaceId::tasks);
        const api::TaskRow row = m_ui->aTask(api::TaskState::available);
        QCOMPARE(row.title, std::string("Read about heaps"));
        QCOMPARE(m_ui->task(row.id).tags, (std::vector<std::string>{"heaps", "reading"}));
    }

    void whatIsWrongIsSaidBesideTheField() {
        ui::TaskForm form(m_ui->profile(), m_ui->theme(), &m_ui->window());
        form.open();
        form.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &form);
        QSignalSpy saved(&form, &ui::TaskForm::saved);
        QTest::keyClicks(m_ui->named(u"Address"_s, &form), u"javascript:alert(1)"_s);
        QTest::mouseClick(m_ui->named(u"Add task"_s, &form), Qt::LeftButton);
        QVERIFY(m_ui->named(u"A task needs a title."_s, &form) != nullptr);
        QVERIFY(!m_ui->named(u"Address"_s, &form)->accessibleDescription().isEmpty());
        // What is put right stops being said.
        QTest::keyClicks(m_ui->named(u"Title"_s, &form), u"x"_s);
        QVERIFY(m_ui->named(u"A task needs a title."_s, &form) == nullptr);
        QCOMPARE(saved.count(), 0);
    }

    void onlyWhatWasChangedIsWritten() {
        api::NewTask task;
        task.title = "Before";
        task.module = "Week 1";
        const auto added = UiFixture::answer<api::Done>(
            [&](auto reply) { return m_ui->profile().tasks().add(task, std::move(reply)); });
        const std::string id = added.value().changed.front();
        ui::TaskForm form(m_ui->profile(), m_ui->theme(), m_ui->task(id), &m_ui->window());
        form.open();
        form.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &form);
        QSignalSpy saved(&form, &ui::TaskForm::saved);
        auto* title = qobject_cast<QLineEdit*>(m_ui->named(u"Title"_s, &form));
        title->selectAll();
        QTest::keyClicks(title, u"After"_s);
        QTest::keyClick(&form, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(saved.count(), 1);
        const api::TaskDetail now = m_ui->task(id);
        QCOMPARE(now.row.title, std::string("After"));
        QCOMPARE(now.row.module, std::string("Week 1"));
        QVERIFY(!QString::fromStdString(now.history.front().payload).contains(u"module"_s));
    }

private:
    std::unique_ptr<UiFixture> m_ui;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::TaskFormTest)

#include "task_form_test.moc"
