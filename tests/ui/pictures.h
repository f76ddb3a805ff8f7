#pragma once

#include "tests/ui/ui_fixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>

namespace cairn::test {

// Draws the window in light, dark, right to left and at 200 %. With CAIRN_PICTURES the pictures are kept there, for
// people to look at.
class Pictures {
public:
    static void variants() {
        QTest::addColumn<int>("look");
        QTest::addColumn<int>("scale");
        QTest::addColumn<bool>("mirrored");
        QTest::newRow("light") << static_cast<int>(ui::Look::light) << 100 << false;
        QTest::newRow("dark") << static_cast<int>(ui::Look::dark) << 100 << false;
        QTest::newRow("rtl") << static_cast<int>(ui::Look::light) << 100 << true;
        QTest::newRow("200") << static_cast<int>(ui::Look::light) << 200 << false;
    }

    // In the look of the row, before a window is built: it holds from the start.
    static void dress() {
        QFETCH(int, look);
        QFETCH(int, scale);
        QFETCH(bool, mirrored);
        QApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        UiFixture::s_theme->setLook(static_cast<ui::Look>(look));
        UiFixture::s_theme->setTextScale(scale);
    }

    static void undress() {
        QApplication::setLayoutDirection(Qt::LeftToRight);
        UiFixture::s_theme->setLook(ui::Look::light);
        UiFixture::s_theme->setTextScale(100);
    }

    static void keep(QWidget& window, const QString& name) {
        const QImage picture = settled(window);
        const QString folder = qEnvironmentVariable("CAIRN_PICTURES");
        if (!folder.isEmpty()) {
            const QString file = QStringLiteral("%1-%2.png").arg(name, QString::fromLatin1(QTest::currentDataTag()));
            QVERIFY(picture.save(QDir(folder).filePath(file)));
        }
    }

    // That labels and buttons have as much room as their words take.
    static void checkRoom(const QWidget& page) {
        QStringList cut;
        for (const QWidget* each : page.findChildren<QWidget*>()) {
            const auto* label = qobject_cast<const QLabel*>(each);
            const auto* button = qobject_cast<const QAbstractButton*>(each);
            if (!each->isVisible() || (label == nullptr && button == nullptr)) {
                continue;
            }
            const QSize needs = each->minimumSizeHint();
            const bool wraps = label != nullptr && label->wordWrap();
            const int high = wraps ? label->heightForWidth(label->width()) : needs.height();
            if (each->height() < high || (!wraps && each->width() < needs.width())) {
                cut << (label != nullptr ? label->text() : button->text());
            }
        }
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
    }

private:
    // Pages fill themselves when answers come: a picture is finished when it stays as it is.
    static QImage settled(QWidget& window) {
        QElapsedTimer clock;
        clock.start();
        QImage last;
        for (QImage now = window.grab().toImage(); now != last && clock.elapsed() < 10'000;
             now = window.grab().toImage()) {
            last = now;
            QTest::qWait(200);
        }
        return last;
    }
};

} // namespace cairn::test
