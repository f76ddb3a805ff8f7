#include "tests/ui/ui_fixture.h"
#include "ui/pages/devices/account_card.h"
#include "ui/pages/devices/erase_account_dialog.h"
#include "ui/pages/devices/factor_off_dialog.h"
#include "ui/pages/devices/second_factor_dialog.h"
#include "ui/widgets/busy_overlay.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/qr_code.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

// Codes at sign-in and the end of the account, as the page and its dialogs show them.
class SecondFactorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() {
        m_ui = std::make_unique<UiFixture>(UiFixture::Data::none);
        m_ui->show();
        m_ui->window().goTo(ui::PlaceId::devices);
    }

    void init() {
        m_ui->sync().become(ScriptedSync::joinedState());
        QTRY_VERIFY(!codes().startsWith(u"asking"_s));
        m_ui->sync().did.clear();
    }

    void cleanup() {
        for (QDialog* each : m_ui->window().findChildren<QDialog*>()) {
            each->done(QDialog::Rejected);
        }
        QTRY_VERIFY(m_ui->window().findChildren<QDialog*>().isEmpty());
        m_ui->sync().goOn();
        m_ui->sync().failure.reset();
        m_ui->sync().factorOn = false;
        m_ui->sync().become({});
    }

    void cleanupTestCase() { m_ui.reset(); }

    void theCardSaysWhetherCodesAreOn() {
        QCOMPARE(codes(), u"off"_s);
        QVERIFY(offered(u"Turn codes at sign-in on…"_s) && !offered(u"Turn codes at sign-in off…"_s));
        m_ui->sync().factorOn = true;
        m_ui->sync().become(ScriptedSync::joinedState(api::SyncPhase::offline));
        QCOMPARE(codes(), u"off"_s); // as it was said last
        QVERIFY(!offered(u"Turn codes at sign-in on…"_s) && !offered(u"Erase account…"_s));
        QVERIFY(!cardButton(u"Turn codes on…"_s)->isEnabled() && !cardButton(u"Erase account…"_s)->isEnabled());
        m_ui->sync().become(ScriptedSync::joinedState());
        QTRY_COMPARE(codes(), u"on"_s);
        QVERIFY(offered(u"Turn codes at sign-in off…"_s) && !offered(u"Turn codes at sign-in on…"_s));
        m_ui->sync().become({});
        m_ui->sync().hold();
        m_ui->sync().become(ScriptedSync::joinedState(api::SyncPhase::offline)); // another account, maybe
        QCOMPARE(codes(), u"not known before the server answers"_s);
        m_ui->sync().become(ScriptedSync::joinedState());
        QCOMPARE(codes(), u"asking…"_s);
    }

    void codesAreTurnedOnByKeyboard() {
        auto* dialog = beginTurningOn();
        QVERIFY(dialog->findChild<ui::QrCode*>()->isVisible());
        QTest::mouseClick(m_ui->named(u"Copy secret"_s, dialog), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"_s);
        field(u"Code"_s, dialog)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(!m_ui->sync().did.contains(u"confirm factor"_s)); // the code is missing
        QTest::keyClicks(QApplication::focusWidget(), u"123456"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(m_ui->named(u"Done"_s, dialog) != nullptr);
        QCOMPARE(m_ui->sync().did, QStringList({u"begin factor"_s, u"confirm factor 123456"_s}));
        QVERIFY(says(u"1a2b3c4d5e    0f1e2d3c4b"_s, dialog));
        QVERIFY(!says(u"JBSW"_s, dialog)); // nothing of the secret is left

        // Nobody goes without them.
        QVERIFY(!m_ui->named(u"Done"_s, dialog)->isEnabled());
        dialog->close();
        QVERIFY(dialog->isVisible());
        QVERIFY(notice(dialog).startsWith(u"Nobody can show you these codes again."_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); // "I have kept them" has the keyboard
        QTest::mouseClick(m_ui->named(u"Done"_s, dialog), Qt::LeftButton);
        QTRY_COMPARE(codes(), u"on"_s);
        QCOMPARE(
            m_ui->window().findChild<ui::MessageBar*>()->text(),
            u"From now on the server asks for a code at sign-in."_s);
    }

    void recoveryCodesAreCopiedAndSavedForTheirOwnerAlone() {
        auto* dialog = beginTurningOn();
        QTest::keyClicks(field(u"Code"_s, dialog), u"123456"_s);
        QTest::mouseClick(m_ui->named(u"Turn codes on"_s, dialog), Qt::LeftButton);
        QTRY_VERIFY(m_ui->named(u"Save the recovery codes in a file"_s, dialog) != nullptr);
        QTest::mouseClick(m_ui->named(u"Copy the recovery codes"_s, dialog), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text().split(u'\n').size(), 10);
        save(dialog, m_ui->folder() + u"/no/such/folder/codes.txt"_s);
        QTRY_VERIFY(anyNotice(dialog, u"They could not be saved"_s));
        const QString file = m_ui->folder() + u"/codes.txt"_s;
        save(dialog, file);
        QTRY_VERIFY(anyNotice(dialog, u"Saved in "_s));
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(saved.readAll());
        QVERIFY(text.contains(u"ada@example.org at study.example.org"_s));
        QVERIFY(text.endsWith(u"e1f2a3b4c5\nd6e7f8a9b0\n"_s));
        QVERIFY(!(saved.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
        dialog->findChild<QCheckBox*>()->click();
        dialog->close();
        QTRY_VERIFY(m_ui->window().findChild<ui::SecondFactorDialog*>() == nullptr);
    }

    void aWrongCodeIsAskedForAgain() {
        auto* dialog = beginTurningOn();
        QTest::keyClicks(field(u"Code"_s, dialog), u"111111"_s);
        QTest::keyClick(field(u"Code"_s, dialog), Qt::Key_Return);
        QTRY_VERIFY(notice(dialog).startsWith(u"This code does not belong to the secret"_s));
        QVERIFY(notice(dialog).contains(u"look at the clock"_s));
        field(u"Code"_s, dialog)->selectAll();
        QTest::keyClicks(field(u"Code"_s, dialog), u"123456"_s);
        QTest::keyClick(field(u"Code"_s, dialog), Qt::Key_Return);
        QTRY_VERIFY(m_ui->named(u"Done"_s, dialog) != nullptr);
        QVERIFY(notice(dialog).isEmpty());
    }

    void aWrongClockIsSaidBeforeAnyCodeIs() {
        auto state = ScriptedSync::joinedState();
        state.clockAhead = 3'600'000;
        m_ui->sync().become(state);
        auto* dialog = beginTurningOn();
        QVERIFY(anyNotice(dialog, u"This computer's clock is 1 h fast"_s));
    }

    void offlineNothingIsBegun() {
        m_ui->sync().failure = base::Error{base::ErrorCode::Unreachable, "no route to the host"};
        auto* dialog = open<ui::SecondFactorDialog>(u"Turn codes on…"_s);
        QTest::mouseClick(m_ui->named(u"Set up"_s, dialog), Qt::LeftButton);
        QTRY_VERIFY(notice(dialog).startsWith(u"The server does not answer"_s));
        QTest::mouseClick(m_ui->named(u"Set up"_s, dialog), Qt::LeftButton);
        QTRY_VERIFY(field(u"Code"_s, dialog) != nullptr);
        QVERIFY(notice(dialog).isEmpty());
    }

    // It is on then, and who tries again hears that, and not that the code is wrong.
    void anAnswerThatGotLostIsFoundOut() {
        auto* dialog = beginTurningOn();
        m_ui->sync().losesAnswer = true;
        QTest::keyClicks(field(u"Code"_s, dialog), u"123456"_s);
        QTest::keyClick(field(u"Code"_s, dialog), Qt::Key_Return);
        QTRY_VERIFY(notice(dialog).contains(u"Whether codes are on now is not known."_s));
        QTest::keyClick(field(u"Code"_s, dialog), Qt::Key_Return);
        QTRY_VERIFY(notice(dialog).startsWith(u"Codes are on already."_s));
        QTest::mouseClick(m_ui->named(u"Close"_s, dialog), Qt::LeftButton);
        QTRY_COMPARE(codes(), u"on"_s);
    }

    void whatIsUnderWayCanBeCancelled() {
        auto* dialog = open<ui::SecondFactorDialog>(u"Turn codes on…"_s);
        m_ui->sync().hold();
        QTest::mouseClick(m_ui->named(u"Set up"_s, dialog), Qt::LeftButton);
        QVERIFY(dialog->findChild<ui::BusyOverlay*>()->isBusy());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_COMPARE(notice(dialog), u"Cancelled. Nothing was changed."_s);
        m_ui->sync().goOn();
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(m_ui->window().findChild<ui::SecondFactorDialog*>() == nullptr);
        QCOMPARE(codes(), u"off"_s);
    }

    void codesAreTurnedOffWithThePassword() {
        m_ui->sync().factorOn = true;
        action(u"Ask for the signed-in computers again"_s)->trigger();
        QTRY_COMPARE(codes(), u"on"_s);
        auto* dialog = open<ui::FactorOffDialog>(u"Turn codes off…"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(says(u"The password is missing."_s, dialog));
        QTest::keyClicks(QApplication::focusWidget(), u"not mine"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(notice(dialog).section(u'.', 0, 0), u"This is not your password Nothing was changed"_s);
        field(u"Password"_s, dialog)->selectAll();
        QTest::keyClicks(field(u"Password"_s, dialog), u"Correct-Horse-9"_s);
        QTest::keyClick(field(u"Password"_s, dialog), Qt::Key_Return);
        QTRY_COMPARE(codes(), u"off"_s);
        QVERIFY(m_ui->window().findChild<ui::FactorOffDialog*>() == nullptr);
    }

    void erasingSaysWhatGoesAndWantsThePassword() {
        auto state = ScriptedSync::joinedState();
        state.caughtUp = false;
        m_ui->sync().become(state);
        auto* dialog = open<ui::EraseAccountDialog>(u"Erase account…"_s);
        QVERIFY(says(u"This goes from the server, and nothing brings it back"_s, dialog));
        QVERIFY(anyNotice(dialog, u"Not all that the server has is on this computer yet."_s));
        QTest::mouseClick(m_ui->named(u"Erase account"_s, dialog), Qt::LeftButton);
        QVERIFY(says(u"The password is missing."_s, dialog));
        QTest::keyClicks(field(u"Password"_s, dialog), u"not mine"_s);
        QTest::mouseClick(m_ui->named(u"Erase account"_s, dialog), Qt::LeftButton);
        QTRY_VERIFY(anyNotice(dialog, u"This is not your password"_s));
        field(u"Password"_s, dialog)->selectAll();
        QTest::keyClicks(field(u"Password"_s, dialog), u"Correct-Horse-9"_s);
        QTest::mouseClick(m_ui->named(u"Erase account"_s, dialog), Qt::LeftButton);
        QTRY_VERIFY(m_ui->window().findChild<ui::EraseAccountDialog*>() == nullptr);
        QCOMPARE(m_ui->sync().state().phase, api::SyncPhase::off);
        QCOMPARE(
            m_ui->window().findChild<ui::MessageBar*>()->text(),
            u"Your account at study.example.org is erased. Everything on this computer is still here."_s);
    }

    void enterKeepsTheAccount() {
        auto* dialog = open<ui::EraseAccountDialog>(u"Erase account…"_s);
        QTest::keyClicks(field(u"Password"_s, dialog), u"Correct-Horse-9"_s);
        QTest::keyClick(field(u"Password"_s, dialog), Qt::Key_Return);
        QTRY_VERIFY(m_ui->window().findChild<ui::EraseAccountDialog*>() == nullptr);
        QVERIFY(!m_ui->sync().did.join(u' ').contains(u"erase"_s));
    }

    void whetherItIsErasedMayNotBeKnown() {
        auto* dialog = open<ui::EraseAccountDialog>(u"Erase account…"_s);
        m_ui->sync().failure = base::Error{base::ErrorCode::Unreachable, "the connection broke off"};
        QTest::keyClicks(field(u"Password"_s, dialog), u"Correct-Horse-9"_s);
        QTest::mouseClick(m_ui->named(u"Erase account"_s, dialog), Qt::LeftButton);
        QTRY_VERIFY(anyNotice(dialog, u"The server does not answer"_s));
        QVERIFY(notice(dialog).contains(u"Whether the account is erased is not known."_s));
    }

    // Readers want a light border and two tones, whatever the look.
    void thePictureIsBlackOnWhiteInEveryLook() {
        for (const ui::Look look : {ui::Look::light, ui::Look::dark}) {
            m_ui->theme().setLook(look);
            ui::QrCode code(m_ui->theme());
            code.setText(u"otpauth://totp/Cairn:ada@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Cairn"_s);
            code.resize(code.sizeHint());
            const QImage picture = code.grab().toImage();
            const int border = 4 * m_ui->theme().scaled(4);
            QCOMPARE(picture.pixelColor(border, border), QColor(Qt::black)); // the finder's corner
            for (int x = 0; x < picture.width(); ++x) {
                for (int y = 0; y < picture.height(); ++y) {
                    const QColor pixel = picture.pixelColor(x, y);
                    const bool inside = picture.rect().adjusted(border, border, -border, -border).contains(x, y);
                    QVERIFY(pixel == Qt::white || (inside && pixel == Qt::black));
                }
            }
        }
        m_ui->theme().setLook(ui::Look::light);
    }

    void textTooLongForAPictureTakesNoRoom() {
        ui::QrCode code(m_ui->theme());
        code.setText(QString(5'000, u'x'));
        QVERIFY(code.isEmpty());
        QCOMPARE(code.sizeHint(), QSize(0, 0));
    }

private:
    QWidget* page() { return m_ui->window().currentPage(); }

    QString codes() {
        const auto labels = page()->findChild<ui::AccountCard*>()->findChildren<QLabel*>();
        const auto name = std::ranges::find(labels, u"Codes at sign-in"_s, &QLabel::text);
        // The value was made before its name.
        return name == labels.begin() || name == labels.end() ? QString() : (*std::prev(name))->text();
    }

    QPushButton* cardButton(const QString& text) {
        for (auto* button : page()->findChild<ui::AccountCard*>()->findChildren<QPushButton*>()) {
            if (button->text() == text) {
                return button;
            }
        }
        return nullptr;
    }

    template<class Dialog> Dialog* open(const QString& button) {
        QTest::mouseClick(cardButton(button), Qt::LeftButton);
        auto* dialog = m_ui->window().findChild<Dialog*>();
        if (dialog == nullptr || !waitUntilActive(dialog)) {
            qFatal("no dialog");
        }
        return dialog;
    }

    ui::SecondFactorDialog* beginTurningOn() {
        auto* dialog = open<ui::SecondFactorDialog>(u"Turn codes on…"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // Set up
        if (!QTest::qWaitFor([&] { return field(u"Code"_s, dialog) != nullptr; })) {
            qFatal("no secret");
        }
        return dialog;
    }

    QLineEdit* field(const QString& name, QDialog* dialog) {
        return qobject_cast<QLineEdit*>(m_ui->named(name, dialog));
    }

    static void save(QDialog* dialog, const QString& path) {
        const auto buttons = dialog->findChildren<QPushButton*>();
        const auto button = std::ranges::find(buttons, u"Save…"_s, &QPushButton::text);
        QTest::mouseClick(*button, Qt::LeftButton);
        auto* choice = dialog->findChild<QFileDialog*>();
        QVERIFY(choice != nullptr);
        Q_EMIT choice->fileSelected(path);
        choice->close();
        QTRY_VERIFY(dialog->findChild<QFileDialog*>() == nullptr);
    }

    static bool says(const QString& words, QDialog* dialog) {
        return std::ranges::any_of(dialog->findChildren<QLabel*>(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(words);
        });
    }

    static QStringList notices(QDialog* dialog) {
        QStringList texts;
        for (const auto* each : dialog->findChildren<ui::Notice*>()) {
            if (each->isVisible()) {
                texts << each->text();
            }
        }
        return texts;
    }

    static QString notice(QDialog* dialog) { return notices(dialog).value(0); }

    static bool anyNotice(QDialog* dialog, const QString& beginning) {
        return std::ranges::any_of(notices(dialog), [&](const QString& text) { return text.startsWith(beginning); });
    }

    QAction* action(const QString& text) {
        for (QAction* each : m_ui->window().currentPage()->placeActions()) {
            if (each->text() == text) {
                return each;
            }
        }
        return nullptr;
    }

    bool offered(const QString& text) { return action(text)->isVisible() && action(text)->isEnabled(); }

    std::unique_ptr<UiFixture> m_ui;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::SecondFactorTest)

#include "second_factor_test.moc"
