#include "ui/widgets/markdown_view.h"

#include <QDesktopServices>
#include <QRegularExpression>
#include <QResizeEvent>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>
#include <QUrl>
#include <QWheelEvent>

#include <cmath>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr qreal kLineHeight = 143; // percent: 14/20

bool isCodeBlock(const QTextBlock& block) {
    return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence) ||
           block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage) || block.blockFormat().nonBreakableLines();
}

// HTML is shown as text. Of it, tracks use <br> on a line of its own for more room between paragraphs, which ours have.
void removeBreaks(QTextDocument& document) {
    static const QRegularExpression kBreak(u"^\\s*<br\\s*/?>\\s*$"_s, QRegularExpression::CaseInsensitiveOption);
    QTextCursor cursor(&document);
    for (QTextBlock block = document.lastBlock(); block.isValid();) {
        const QTextBlock before = block.previous();
        if (!isCodeBlock(block) && kBreak.match(block.text()).hasMatch()) {
            cursor.setPosition(block.position());
            cursor.select(QTextCursor::BlockUnderCursor);
            cursor.removeSelectedText();
        }
        block = before;
    }
}

} // namespace

MarkdownView::MarkdownView(Theme& theme, const QString& name, QWidget* parent)
    : QTextBrowser(parent)
    , m_theme(theme) {
    setAccessibleName(name);
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    document()->setIndentWidth(20);
    document()->setUndoRedoEnabled(false);
    connect(this, &QTextBrowser::anchorClicked, this, [](const QUrl& url) {
        if (mayOpen(url)) {
            QDesktopServices::openUrl(url);
        }
    });
    connect(&theme, &Theme::changed, this, &MarkdownView::render);
}

bool MarkdownView::mayOpen(const QUrl& url) {
    return url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1 || url.scheme() == "mailto"_L1);
}

QVariant MarkdownView::loadResource(int /*type*/, const QUrl& /*name*/) {
    return {};
}

void MarkdownView::showMarkdown(const QString& markdown) {
    m_source = markdown;
    m_isCode = false;
    render();
}

void MarkdownView::showCode(const QString& text) {
    m_source = text;
    m_isCode = true;
    render();
}

void MarkdownView::setFitsText(bool fits) {
    m_fits = fits;
    setVerticalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    fit();
}

void MarkdownView::render() {
    document()->setDefaultFont(m_theme.font(m_isCode ? Type::code : Type::body));
    if (m_isCode) {
        setLineWrapMode(QTextEdit::NoWrap);
        setPlainText(m_source);
    } else {
        setLineWrapMode(QTextEdit::WidgetWidth);
        document()->setMarkdown(
            m_source,
            QTextDocument::MarkdownFeatures(QTextDocument::MarkdownNoHTML) | QTextDocument::MarkdownDialectGitHub);
        removeBreaks(*document());
        styleBlocks();
    }
    moveCursor(QTextCursor::Start);
    fit();
}

void MarkdownView::styleBlocks() {
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const bool code = isCodeBlock(block);
        const int heading = block.blockFormat().headingLevel();
        cursor.setPosition(block.position());
        QTextBlockFormat shape;
        shape.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
        if (code) {
            shape.setTopMargin(0);
            shape.setBottomMargin(0);
            if (block.blockFormat().stringProperty(QTextFormat::BlockCodeLanguage).startsWith("exercism/"_L1)) {
                shape.setNonBreakableLines(false); // a note in prose, as tracks fence it
            }
        } else if (heading > 0) {
            shape.setTopMargin(block.position() == 0 ? 0 : 16);
            shape.setBottomMargin(4);
        } else if (block.textList() == nullptr) {
            shape.setBottomMargin(10);
        }
        cursor.mergeBlockFormat(shape);

        // Fragments are looked at before any is changed, because changing one splits and joins others.
        struct Piece {
            int position;
            int length;
            QTextCharFormat format;
        };

        QList<Piece> pieces;
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            pieces.prepend({it.fragment().position(), it.fragment().length(), it.fragment().charFormat()});
        }
        for (const Piece& piece : pieces) {
            cursor.setPosition(piece.position);
            cursor.setPosition(piece.position + piece.length, QTextCursor::KeepAnchor);
            QTextCharFormat look;
            if (piece.format.isImageFormat()) {
                const QString described = piece.format.property(QTextFormat::ImageAltText).toString();
                QTextCharFormat plain;
                plain.setForeground(m_theme.color(Token::muted));
                plain.setFontItalic(true);
                cursor.insertText(described.isEmpty() ? tr("[image]") : tr("[image: %1]").arg(described), plain);
                continue;
            }
            if (code || piece.format.fontFixedPitch()) {
                const QFont font = m_theme.font(Type::code);
                look.setFontFamilies(font.families());
                look.setProperty(QTextFormat::FontPixelSize, font.pixelSize());
                look.setFontFixedPitch(true);
                if (!code) {
                    look.setBackground(m_theme.color(Token::sunken));
                }
            } else if (heading > 0) {
                const QFont font = m_theme.font(heading == 1 ? Type::pageTitle : Type::cardTitle);
                look.setProperty(QTextFormat::FontPixelSize, heading == 1 ? m_theme.scaled(18) : font.pixelSize());
                look.setProperty(QTextFormat::FontSizeAdjustment, 0);
                look.setFontWeight(QFont::DemiBold);
            }
            if (piece.format.isAnchor()) {
                look.setForeground(m_theme.color(Token::accent));
                look.setFontUnderline(true);
            } else {
                look.setForeground(m_theme.color(Token::text));
            }
            cursor.mergeCharFormat(look);
        }
    }
    cursor.endEditBlock();
    frameCode();
    styleTables();
}

// Lines of code that belong together stand in a frame of their own, which can have a ground and room around.
void MarkdownView::frameCode() {
    QTextFrameFormat frame;
    frame.setBackground(m_theme.color(Token::sunken));
    frame.setPadding(10);
    frame.setTopMargin(2);
    frame.setBottomMargin(10);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (!isCodeBlock(block) || QTextCursor(block).currentFrame() != document()->rootFrame()) {
            continue;
        }
        QTextBlock last = block;
        while (last.next().isValid() && isCodeBlock(last.next())) {
            last = last.next();
        }
        QTextCursor cursor(block);
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor::KeepAnchor);
        const QTextFrame* made = cursor.insertFrame(frame);
        QTextCursor tail = made->lastCursorPosition();
        if (tail.block().length() == 1 && tail.position() > made->firstPosition()) {
            tail.deletePreviousChar(); // the fence's own line break
        }
        block = document()->findBlock(made->lastPosition());
        // Qt leaves an empty paragraph on both sides of a frame.
        for (const int beside : {made->firstPosition() - 1, made->lastPosition() + 1}) {
            const QTextBlock empty = document()->findBlock(beside);
            if (empty.isValid() && empty.length() == 1) {
                QTextBlockFormat flat;
                flat.setLineHeight(4, QTextBlockFormat::FixedHeight);
                flat.setTopMargin(0);
                flat.setBottomMargin(0);
                QTextCursor(empty).mergeBlockFormat(flat);
            }
        }
    }
}

void MarkdownView::styleTables() {
    for (QTextFrame* frame : document()->rootFrame()->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            QTextTableFormat format = table->format();
            format.setBorder(1);
            format.setBorderBrush(m_theme.color(Token::line));
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setBorderCollapse(true);
            format.setCellSpacing(0);
            format.setCellPadding(6);
            format.setBottomMargin(10);
            table->setFormat(format);
            for (QTextCursor cell = table->firstCursorPosition(); cell.currentTable() == table;) {
                QTextBlockFormat flat;
                flat.setTopMargin(0);
                flat.setBottomMargin(0);
                cell.mergeBlockFormat(flat);
                if (!cell.movePosition(QTextCursor::NextBlock)) {
                    break;
                }
            }
        }
    }
}

void MarkdownView::fit() {
    if (m_fits) {
        document()->setTextWidth(viewport()->width());
        setFixedHeight(static_cast<int>(std::ceil(document()->size().height())) + 2);
    }
}

void MarkdownView::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        fit();
    }
}

void MarkdownView::wheelEvent(QWheelEvent* event) {
    if (m_fits) {
        event->ignore(); // what is around it scrolls
    } else {
        QTextBrowser::wheelEvent(event);
    }
}

} // namespace cairn::ui
