#include "tests/ui/pictures.h"
#include "tests/ui/ui_fixture.h"
#include "ui/pages/devices/devices_page.h"
#include "ui/pages/devices/erase_account_dialog.h"
#include "ui/pages/devices/factor_off_dialog.h"
#include "ui/pages/devices/second_factor_dialog.h"

#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace cairn::test {

// The account card and its dialogs in light, dark, right to left and at 200 %. Nothing that is said may be cut off.
// With CAIRN_PICTURES the pictures are kept there, for people to look at.
class AccountPicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void init() {
        QFETCH(int, scale);
        Pictures::dress();
        m_ui = std::make_unique<UiFixture>(UiFixture::Data::none);
        m_ui->sync().others = {ScriptedSync::device("a", "desk", true), ScriptedSync::device("b", "laptop")};
        m_ui->window().resize(1440, scale > 100 ? 1400 : 900);
        m_ui->show();
        m_ui->window().goTo(ui::PlaceId::devices);
        m_ui->sync().become(ScriptedSync::joinedState());
        QTRY_VERIFY(button(u"Turn codes on…"_s, page())->isEnabled());
    }

    void cleanup() {
        m_ui.reset();
        Pictures::undress();
    }

    void card_data() { Pictures::variants(); }

    void card() { keep(u"account-card"_s, *page()); }

    void turningOn_data() { Pictures::variants(); }

    void turningOn() {
        auto state = ScriptedSync::joinedState();
        state.clockAhead = -300'000;
        m_ui->sync().become(state);
        button(u"Turn codes on…"_s, page())->click();
        auto* dialog = m_ui->window().findChild<ui::SecondFactorDialog*>();
        QVERIFY(dialog != nullptr);
        keep(u"account-codes-1"_s, *dialog);
        button(u"Set up"_s, dialog)->click();
        QTRY_VERIFY(code(dialog)->isVisible());
        keep(u"account-codes-2"_s, *dialog);
        code(dialog)->setText(u"111111"_s);
        button(u"Turn codes on"_s, dialog)->click();
        keep(u"account-codes-3"_s, *dialog);
        code(dialog)->setText(u"123456"_s);
        button(u"Turn codes on"_s, dialog)->click();
        QTRY_VERIFY(button(u"Done"_s, dialog) != nullptr);
        dialog->reject(); // and says why not yet
        keep(u"account-codes-4"_s, *dialog);
    }

    void turningOff_data() { Pictures::variants(); }

    void turningOff() {
        ui::FactorOffDialog dialog(m_ui->sync(), m_ui->theme(), &m_ui->window());
        dialog.show();
        keep(u"account-codes-off"_s, dialog);
    }

    void erasing_data() { Pictures::variants(); }

    void erasing() {
        auto state = ScriptedSync::joinedState();
        state.caughtUp = false;
        m_ui->sync().become(state);
        ui::EraseAccountDialog dialog(m_ui->sync(), m_ui->theme(), &m_ui->window());
        dialog.show();
        keep(u"account-erase"_s, dialog);
    }

private:
    static void keep(const QString& name, QWidget& widget) {
        Pictures::keep(widget, name);
        Pictures::checkRoom(widget);
    }

    QWidget* page() { return m_ui->window().findChild<ui::DevicesPage*>(); }

    static QPushButton* button(const QString& text, QWidget* in) {
        for (auto* each : in->findChildren<QPushButton*>()) {
            if (each->text() == text) {
                return each;
            }
        }
        return nullptr;
    }

    static QLineEdit* code(QWidget* dialog) { return dialog->findChild<QLineEdit*>(); }

    std::unique_ptr<UiFixture> m_ui;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::AccountPicturesTest)

#include "account_pictures_test.moc"
