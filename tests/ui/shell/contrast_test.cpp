#include "tests/ui/ui_fixture.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace cairn::test {

using ui::Look;
using ui::Token;

namespace {

// WCAG 2.1: relative luminance and contrast ratio.
double luminance(const QColor& color) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class ContrastTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void textCanBeRead_data() {
        eachLook({
            {Token::text, Token::ground},         {Token::text, Token::surface},
            {Token::text, Token::sunken},         {Token::text, Token::accentGround},
            {Token::muted, Token::ground},        {Token::muted, Token::surface},
            {Token::muted, Token::sunken},        {Token::muted, Token::accentGround},
            {Token::accent, Token::ground},       {Token::accent, Token::surface},
            {Token::accent, Token::accentGround}, {Token::onAccent, Token::accent},
            {Token::done, Token::surface},        {Token::inProgress, Token::surface},
            {Token::available, Token::surface},   {Token::locked, Token::surface},
            {Token::rusty, Token::surface},       {Token::danger, Token::surface},
            {Token::danger, Token::ground},       {Token::scanInk, Token::scanGround},
        });
    }

    void textCanBeRead() {
        QFETCH(Look, look);
        QFETCH(Token, ink);
        QFETCH(Token, ground);
        UiFixture::s_theme->setLook(look);
        check(UiFixture::s_theme->color(ink), UiFixture::s_theme->color(ground));
    }

    void chipsCanBeRead_data() {
        eachLook({
            {Token::done, Token::doneGround},
            {Token::inProgress, Token::inProgressGround},
            {Token::available, Token::availableGround},
            {Token::locked, Token::lockedGround},
            {Token::rusty, Token::rustyGround},
            {Token::muted, Token::sunken},
        });
    }

    void chipsCanBeRead() {
        QFETCH(Look, look);
        QFETCH(Token, ink);
        QFETCH(Token, ground);
        UiFixture::s_theme->setLook(look);
        check(UiFixture::s_theme->inkOn(ink, ground), UiFixture::s_theme->color(ground));
    }

private:
    static void eachLook(const std::vector<std::pair<Token, Token>>& pairs) {
        QTest::addColumn<Look>("look");
        QTest::addColumn<Token>("ink");
        QTest::addColumn<Token>("ground");
        int row = 0;
        for (const Look look : {Look::light, Look::dark}) {
            for (const auto& [ink, ground] : pairs) {
                QTest::addRow("%s %d", look == Look::light ? "light" : "dark", row++) << look << ink << ground;
            }
        }
    }

    static void check(const QColor& ink, const QColor& ground) {
        const QString shown =
            QStringLiteral("%1 on %2: %3").arg(ink.name(), ground.name()).arg(contrast(ink, ground), 0, 'f', 2);
        // What is drawn has eight bits a channel.
        QVERIFY2(contrast(QColor(ink.name()), ground) >= 4.5, qPrintable(shown));
    }
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::ContrastTest)

#include "contrast_test.moc"
