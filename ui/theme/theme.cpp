#include "ui/theme/theme.h"

#include "ui/theme/icon_engine.h"
#include "ui/theme/style.h"
#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

// A static library's resources are found once they have been asked for, which must happen outside of any namespace.
static void registerResources() {
    Q_INIT_RESOURCE(cairn);
}

namespace cairn::ui {

namespace {

struct Row {
    Token token;
    QRgb light;
    QRgb dark;
};

// The order is that of Token.
constexpr std::array kTable{
    Row{Token::ground, 0xFFF6F5F1, 0xFF141716},
    Row{Token::surface, 0xFFFFFFFF, 0xFF1C201E},
    Row{Token::sunken, 0xFFECEAE4, 0xFF101312},
    Row{Token::line, 0xFFDBD8CF, 0xFF313733},
    Row{Token::text, 0xFF1F2421, 0xFFE8EBE8},
    Row{Token::muted, 0xFF5D645F, 0xFFA0A8A3},
    Row{Token::accent, 0xFF1F6F5C, 0xFF6CC4AA},
    Row{Token::accentGround, 0xFFDFEDE8, 0xFF1F332D},
    Row{Token::onAccent, 0xFFFFFFFF, 0xFF0E1A16},
    Row{Token::done, 0xFF2E7D4F, 0xFF7FCB97},
    Row{Token::doneGround, 0xFFE2F0E7, 0xFF1D3024},
    Row{Token::inProgress, 0xFF9A6200, 0xFFE0B15A},
    Row{Token::inProgressGround, 0xFFF7EBD5, 0xFF33290F},
    Row{Token::available, 0xFF2A5FA8, 0xFF8DB4F0},
    Row{Token::availableGround, 0xFFE1EAF6, 0xFF1C2940},
    Row{Token::locked, 0xFF676C67, 0xFF8B928D},
    Row{Token::lockedGround, 0xFFECEAE4, 0xFF232826},
    Row{Token::rusty, 0xFFA8481F, 0xFFE99A70},
    Row{Token::rustyGround, 0xFFF7E4DA, 0xFF38231A},
    Row{Token::danger, 0xFFB3261E, 0xFFF2918A},
    Row{Token::scanInk, 0xFF000000, 0xFF000000},
    Row{Token::scanGround, 0xFFFFFFFF, 0xFFFFFFFF},
};

constexpr bool isInOrder() {
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (std::to_underlying(kTable.at(i).token) != static_cast<int>(i)) {
            return false;
        }
    }
    return true;
}

static_assert(isInOrder(), "the table is read by index");

// WCAG 2.1: relative luminance and contrast ratio.
double luminance(const QColor& color) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const auto [darker, lighter] = std::minmax(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

QString firstPresent(std::initializer_list<QString> families, const QString& otherwise) {
    for (const QString& family : families) {
        if (QFontDatabase::hasFamily(family)) {
            return family;
        }
    }
    return otherwise;
}

} // namespace

Theme::Theme(QApplication& application, QObject* parent)
    : QObject(parent)
    , m_application(application)
    , m_desktopPalette(QApplication::palette())
    , m_sans(firstPresent({u"Inter"_s}, QFontDatabase::systemFont(QFontDatabase::GeneralFont).family()))
    , m_monospace(firstPresent(
          {u"JetBrains Mono"_s, u"Cascadia Mono"_s, u"SF Mono"_s},
          QFontDatabase::systemFont(QFontDatabase::FixedFont).family())) {
    registerResources();
    QApplication::setStyle(new Style(*this)); // the application owns it
    apply();
}

void Theme::setLook(Look look) {
    if (look != m_look) {
        m_look = look;
        apply();
    }
}

void Theme::setTextScale(int percent) {
    percent = std::clamp(percent, kSmallestText, kLargestText);
    if (percent != m_textScale) {
        m_textScale = percent;
        apply();
    }
}

QColor Theme::color(Token token) const {
    const Row& row = kTable.at(static_cast<std::size_t>(token));
    return QColor::fromRgb(m_dark ? row.dark : row.light);
}

QColor Theme::mixed(Token over, Token under, double share) const {
    const QColor a = color(over);
    const QColor b = color(under);
    const auto mix = [share](float x, float y) { return static_cast<float>(x * share + y * (1 - share)); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor Theme::inkOn(Token ink, Token ground) const {
    constexpr double kReadable = 4.52; // a little more, because screens round
    constexpr double kStep = 0.02;
    const QColor under = color(ground);
    double share = 1;
    while (share > kStep && contrast(mixed(ink, Token::text, share), under) < kReadable) {
        share -= kStep;
    }
    return mixed(ink, Token::text, share);
}

QFont Theme::font(Type type) const {
    QFont font(type == Type::code ? m_monospace : m_sans);
    font.setStyleStrategy(QFont::PreferAntialias);
    const auto size = [&](double pixels) { font.setPixelSize(std::max(9, qRound(pixels * m_textScale / 100))); };
    switch (type) {
    case Type::body:
        size(14);
        break;
    case Type::secondary:
        size(12.5);
        break;
    case Type::cardTitle:
        size(15);
        font.setWeight(QFont::DemiBold);
        break;
    case Type::pageTitle:
        size(22);
        font.setWeight(QFont::DemiBold);
        break;
    case Type::bigNumber:
        size(34);
        font.setWeight(QFont::DemiBold);
        break;
    case Type::code:
        size(13);
        font.setStyleHint(QFont::Monospace);
        font.setFixedPitch(true);
        break;
    }
    return font;
}

QFont Theme::strong(Type type) const {
    QFont strong = font(type);
    strong.setWeight(std::max(strong.weight(), QFont::Medium));
    return strong;
}

QFont Theme::tabular(Type type) const {
    QFont tabular = font(type);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    tabular.setFeature("tnum", 1);
#endif
    return tabular;
}

QIcon Theme::icon(const QString& name, Token token) const {
    return QIcon(new IconEngine(*this, name, token)); // the icon owns it
}

bool Theme::animated() const {
    return QGuiApplication::platformName() != "offscreen"_L1 &&
           m_application.style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
}

void Theme::apply() {
    const bool desktopIsDark = m_desktopPalette.color(QPalette::Window).lightness() < 128;
    m_dark = m_look == Look::dark || (m_look == Look::system && desktopIsDark);
    QApplication::setFont(font(Type::body));
    QApplication::setPalette(paletteOf(*this));
    m_application.setStyleSheet(styleSheetOf(*this));
    Q_EMIT changed();
}

} // namespace cairn::ui
