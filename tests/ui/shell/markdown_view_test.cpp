#include "tests/ui/ui_fixture.h"
#include "ui/widgets/markdown_view.h"

#include <QTest>
#include <QTextBlock>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace cairn::test {

using ui::MarkdownView;

namespace {

// Counts what a document wants to load.
class Watched : public MarkdownView {
public:
    using MarkdownView::MarkdownView;

    QVariant loadResource(int type, const QUrl& name) override {
        const QVariant loaded = MarkdownView::loadResource(type, name);
        got += loaded.isValid() ? 1 : 0;
        return loaded;
    }

    int got = 0;
};

bool hasImage(const QTextDocument& document) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().isImageFormat()) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

class MarkdownViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void nothingIsLoaded_data() {
        QTest::addColumn<QString>("markdown");
        QTest::newRow("remote image") << u"![cat](https://example.org/cat.png)"_s;
        QTest::newRow("file image") << u"![cat](file:///etc/hostname)"_s;
        QTest::newRow("resource image") << u"![cat](qrc:/icons/check.svg)"_s;
        QTest::newRow("data image") << u"![cat](data:image/png;base64,iVBORw0KGgo=)"_s;
        QTest::newRow("html image") << u"<img src=\"https://example.org/cat.png\" alt=\"cat\">"_s;
    }

    void nothingIsLoaded() {
        QFETCH(QString, markdown);
        Watched view(*UiFixture::s_theme, u"text"_s);
        view.resize(400, 300);
        view.show();
        view.showMarkdown(markdown);
        view.grab();
        QCOMPARE(view.got, 0);
        QVERIFY(!hasImage(*view.document()));
        QVERIFY(view.toPlainText().contains(u"cat"_s)); // what it shows is still said
    }

    void htmlIsNoMarkup() {
        MarkdownView view(*UiFixture::s_theme, u"text"_s);
        view.showMarkdown(
            u"<b>bold</b> <a href=\"https://example.org\">link</a><script>run()</script>\n\n**really**"_s);
        for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                QVERIFY(!it.fragment().charFormat().isAnchor());
                if (it.fragment().text().contains(u"bold"_s)) {
                    QVERIFY(it.fragment().charFormat().fontWeight() < QFont::Bold);
                }
            }
        }
        QVERIFY(view.toPlainText().contains(u"really"_s));
    }

    // Exercism's texts have them between paragraphs.
    void aBreakOnItsOwnIsRoomAndNoText() {
        MarkdownView view(*test::UiFixture::s_theme, u"Text"_s);
        view.showMarkdown(u"one\n\n<br>\n\ntwo <br> three\n\n<BR/>\n\n```\n<br>\n```\n"_s);
        QCOMPARE(view.toPlainText().trimmed(), u"one\ntwo <br> three\n\n<br>"_s);
    }

    void onlyPlainSchemesAreOpened_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("may");
        QTest::newRow("https") << u"https://example.org/a"_s << true;
        QTest::newRow("http") << u"http://example.org"_s << true;
        QTest::newRow("mailto") << u"mailto:a@example.org"_s << true;
        QTest::newRow("file") << u"file:///bin/sh"_s << false;
        QTest::newRow("javascript") << u"javascript:alert(1)"_s << false;
        QTest::newRow("program's own") << u"vscode://x"_s << false;
        QTest::newRow("smb") << u"smb://host/share"_s << false;
        QTest::newRow("relative") << u"../hints.md"_s << false;
    }

    void onlyPlainSchemesAreOpened() {
        QFETCH(QString, url);
        QFETCH(bool, may);
        QCOMPARE(MarkdownView::mayOpen(QUrl(url)), may);
    }

    void theTextSurvivesAChangeOfLook() {
        MarkdownView view(*UiFixture::s_theme, u"text"_s);
        view.showMarkdown(u"# Title\n\n```\ncode\n```\n\nafter"_s);
        const QString before = view.toPlainText();
        UiFixture::s_theme->setLook(ui::Look::dark);
        QCOMPARE(view.toPlainText(), before);
        UiFixture::s_theme->setLook(ui::Look::light);
    }
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::MarkdownViewTest)

#include "markdown_view_test.moc"
