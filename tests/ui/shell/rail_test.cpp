#include "tests/ui/ui_fixture.h"
#include "ui/shell/rail.h"

#include <QTest>

namespace cairn::test {

using ui::PlaceId;

class RailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() {
        m_ui = std::make_unique<UiFixture>();
        m_ui->show();
        m_rail = m_ui->window().findChild<ui::Rail*>();
        QVERIFY(m_rail != nullptr);
    }

    void cleanup() { m_ui.reset(); }

    void theMouseOpensEveryPlace() {
        for (const ui::PlaceEntry& place : m_ui->window().places()) {
            QTest::mouseClick(m_rail->entry(place.id), Qt::LeftButton);
            QCOMPARE(m_ui->window().currentPlace(), place.id);
            QTRY_VERIFY(m_ui->window().currentPage()->isVisible());
            QVERIFY(m_rail->entry(place.id)->isChecked());
        }
    }

    void arrowsMoveAndEnterOpens() {
        m_rail->entry(PlaceId::today)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), m_rail->entry(PlaceId::tasks));
        QCOMPARE(m_ui->window().currentPlace(), PlaceId::today);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(m_ui->window().currentPlace(), PlaceId::tasks);
    }

    void controlAndANumberOpensAPlace() {
        QTest::keyClick(&m_ui->window(), Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(m_ui->window().currentPlace(), PlaceId::mindmap);
        QTest::keyClick(&m_ui->window(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(m_ui->window().currentPlace(), PlaceId::devices);
        QTest::keyClick(&m_ui->window(), Qt::Key_5, Qt::ControlModifier);
        QTRY_COMPARE(m_ui->window().currentPlace(), PlaceId::connections);
        QTest::keyClick(&m_ui->window(), Qt::Key_6, Qt::ControlModifier);
        QTRY_COMPARE(m_ui->window().currentPlace(), PlaceId::settings);
    }

    void theNumberOfWhatIsDueIsSaid() {
        const auto due = m_ui->today().due.size();
        QVERIFY(due > 0);
        QTRY_VERIFY(m_rail->entry(PlaceId::tasks)->accessibleDescription().contains(QString::number(due)));
    }

private:
    std::unique_ptr<UiFixture> m_ui;
    ui::Rail* m_rail = nullptr;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::RailTest)

#include "rail_test.moc"
