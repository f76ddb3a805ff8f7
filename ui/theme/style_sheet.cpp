#include "ui/theme/style_sheet.h"

#include "ui/theme/theme.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr char16_t kSheet[] = uR"(
QMenuBar { background: @surface; border: none; border-bottom: 1px solid @line; padding: 0; spacing: 0; }
QMenuBar::item { background: transparent; color: @muted; padding: 4px 8px; margin: @menuMargin 1px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @accentGround; color: @text; }
QMenu { background: @surface; border: 1px solid @line; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 6px; color: @text; }
QMenu::icon { padding-left: 10px; }
QMenu::item:selected { background: @accentGround; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::item:disabled:selected { background: transparent; }
QMenu::separator { height: 1px; background: @line; margin: 6px 8px; }
QMenu::indicator { width: 16px; height: 16px; left: 8px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; border: none; }
QScrollBar::handle { background: @handle; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QToolTip { background: @text; color: @surface; border: none; padding: 5px 8px; }
QSplitter::handle { background: @line; }
QSplitter::handle:hover { background: @accent; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: @muted; border: none; border-bottom: 1px solid @line;
    padding: 6px 12px; }
QHeaderView::section:hover { color: @text; }
QTableCornerButton::section { background: transparent; border: none; }
QAbstractSpinBox { min-height: @field; min-width: @fieldWidth; }
QCalendarWidget QAbstractSpinBox { min-height: 0; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @surface; }
QCalendarWidget QToolButton { color: @text; }
)";

} // namespace

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, theme.color(token)); };
    set(QPalette::Window, Token::ground);
    set(QPalette::WindowText, Token::text);
    set(QPalette::Base, Token::surface);
    set(QPalette::AlternateBase, Token::ground);
    set(QPalette::Text, Token::text);
    set(QPalette::Button, Token::surface);
    set(QPalette::ButtonText, Token::text);
    set(QPalette::BrightText, Token::danger);
    set(QPalette::PlaceholderText, Token::muted);
    set(QPalette::Highlight, Token::accent);
    set(QPalette::HighlightedText, Token::onAccent);
    set(QPalette::Link, Token::accent);
    set(QPalette::LinkVisited, Token::accent);
    set(QPalette::ToolTipBase, Token::text);
    set(QPalette::ToolTipText, Token::surface);
    set(QPalette::Light, Token::surface);
    set(QPalette::Midlight, Token::line);
    set(QPalette::Mid, Token::line);
    set(QPalette::Dark, Token::muted);
    set(QPalette::Shadow, Token::line);
    const QColor faint = theme.mixed(Token::muted, Token::surface, 0.6);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, faint);
    }
    return palette;
}

QString styleSheetOf(const Theme& theme) {
    const QHash<QString, QColor> colors{
        {u"ground"_s, theme.color(Token::ground)},
        {u"surface"_s, theme.color(Token::surface)},
        {u"line"_s, theme.color(Token::line)},
        {u"text"_s, theme.color(Token::text)},
        {u"muted"_s, theme.color(Token::muted)},
        {u"accent"_s, theme.color(Token::accent)},
        {u"accentGround"_s, theme.color(Token::accentGround)},
        {u"faint"_s, theme.mixed(Token::muted, Token::surface, 0.6)},
        {u"handle"_s, theme.mixed(Token::muted, Token::ground, 0.35)},
    };
    // What the sheet lays out itself has to be told the sizes that the style gives to everything else.
    const QHash<QString, QString> sizes{
        // In the middle of the bar (MainWindow), whose text is 20 high and has 4 above and below.
        {u"menuMargin"_s, u"%1px"_s.arg((theme.scaled(36) - theme.scaled(20) - 8) / 2)},
        {u"field"_s, u"%1px"_s.arg(theme.scaled(32) - 6)},
        {u"fieldWidth"_s, u"%1px"_s.arg(theme.scaled(112))},
    };
    static const QRegularExpression name(u"@([a-zA-Z]+)"_s);
    const QString sheet = QString::fromUtf16(kSheet);
    QString filled;
    qsizetype from = 0;
    for (auto match = name.globalMatch(sheet); match.hasNext();) {
        const auto found = match.next();
        filled += QStringView(sheet).sliced(from, found.capturedStart() - from);
        const QString word = found.captured(1);
        filled += colors.contains(word) ? colors.value(word).name() : sizes.value(word);
        from = found.capturedEnd();
    }
    filled += QStringView(sheet).sliced(from);
    return filled;
}

} // namespace cairn::ui
