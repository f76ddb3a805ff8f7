#include "ui/theme/style.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyleOption>
#include <QTextEdit>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kControlHeight = 32;
constexpr int kIconGap = 4; // more than Qt leaves between icon and text

bool isKind(const QWidget* widget, const char* kind) {
    return widget != nullptr && widget->property(kKindProperty).toByteArray() == kind;
}

} // namespace

Style::Style(const Theme& theme)
    : QProxyStyle(u"fusion"_s)
    , m_theme(theme) {}

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const bool focused = option->state.testFlag(State_HasFocus);
    switch (element) {
    case PE_FrameFocusRect:
        // Buttons, fields and sliders show their focus themselves.
        if (qobject_cast<const QPushButton*>(widget) == nullptr &&
            qobject_cast<const QToolButton*>(widget) == nullptr) {
            drawFocus(*painter, option->rect, 5);
        }
        return;
    case PE_PanelLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame == nullptr || frame->lineWidth > 0) {
            drawField(*option, *painter, focused);
        }
        return;
    }
    case PE_FrameLineEdit:
        return;
    case PE_PanelButtonTool:
        drawButton(*option, *painter, widget);
        return;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea*>(widget) != nullptr) {
            drawFrame(*option, *painter, focused);
            return;
        }
        break;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
    case PE_IndicatorMenuCheckMark:
        drawCheck(*option, *painter, false);
        return;
    case PE_IndicatorRadioButton:
        drawCheck(*option, *painter, true);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
        drawChevron(*painter, option->rect, Qt::DownArrow, option->state.testFlag(State_Enabled));
        return;
    case PE_IndicatorArrowUp:
    case PE_IndicatorSpinUp:
        drawChevron(*painter, option->rect, Qt::UpArrow, option->state.testFlag(State_Enabled));
        return;
    case PE_IndicatorArrowLeft:
        drawChevron(*painter, option->rect, Qt::LeftArrow, option->state.testFlag(State_Enabled));
        return;
    case PE_IndicatorArrowRight:
        drawChevron(*painter, option->rect, Qt::RightArrow, option->state.testFlag(State_Enabled));
        return;
    case PE_PanelItemViewItem:
        if (option->state.testFlag(State_Selected)) {
            painter->fillRect(option->rect, m_theme.color(Token::accentGround));
        } else if (option->state.testFlag(State_MouseOver)) {
            painter->fillRect(option->rect, m_theme.mixed(Token::accentGround, Token::surface, 0.45));
        }
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    switch (element) {
    case CE_PushButtonBevel: {
        drawButton(*option, *painter, widget);
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (button != nullptr && button->features.testFlag(QStyleOptionButton::HasMenu)) {
            const int side = 16;
            QRect arrow(option->rect.right() - side - 7, option->rect.center().y() - side / 2, side, side);
            drawChevron(
                *painter, visualRect(option->direction, option->rect, arrow), Qt::DownArrow,
                option->state.testFlag(State_Enabled));
        }
        return;
    }
    case CE_PushButtonLabel:
        drawButtonLabel(*static_cast<const QStyleOptionButton*>(option), *painter, widget);
        return;
    case CE_ItemViewItem: {
        auto item = *static_cast<const QStyleOptionViewItem*>(option);
        item.palette.setColor(QPalette::HighlightedText, m_theme.color(Token::text));
        QProxyStyle::drawControl(element, &item, painter, widget);
        return;
    }
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const {
    const bool enabled = option->state.testFlag(State_Enabled);
    switch (control) {
    case CC_ComboBox: {
        const auto* combo = static_cast<const QStyleOptionComboBox*>(option);
        if (combo->editable) {
            drawField(*option, *painter, option->state.testFlag(State_HasFocus));
        } else {
            drawButton(*option, *painter, widget);
        }
        drawChevron(*painter, subControlRect(control, option, SC_ComboBoxArrow, widget), Qt::DownArrow, enabled);
        return;
    }
    case CC_SpinBox: {
        drawField(*option, *painter, option->state.testFlag(State_HasFocus));
        const auto* spin = static_cast<const QStyleOptionSpinBox*>(option);
        if (spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
            drawChevron(
                *painter, subControlRect(control, option, SC_SpinBoxUp, widget), Qt::UpArrow,
                spin->stepEnabled.testFlag(QAbstractSpinBox::StepUpEnabled));
            drawChevron(
                *painter, subControlRect(control, option, SC_SpinBoxDown, widget), Qt::DownArrow,
                spin->stepEnabled.testFlag(QAbstractSpinBox::StepDownEnabled));
        }
        return;
    }
    case CC_Slider:
        drawSlider(*option, *painter, widget);
        return;
    case CC_ToolButton: {
        const auto* tool = static_cast<const QStyleOptionToolButton*>(option);
        drawButton(*option, *painter, widget);
        QStyleOptionToolButton label = *tool;
        label.state.setFlag(State_HasFocus, false);
        if (option->state.testFlag(State_On) && enabled) {
            label.palette.setColor(QPalette::ButtonText, m_theme.color(Token::accent));
        }
        label.features.setFlag(QStyleOptionToolButton::HasMenu, false);
        drawControl(CE_ToolButtonLabel, &label, painter, widget);
        return;
    }
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    if (element == SE_LineEditContents) {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame != nullptr && frame->lineWidth > 0) {
            return option->rect.adjusted(8, 1, -8, -1);
        }
    }
    if (element == SE_ItemViewItemFocusRect) {
        return option->rect; // the row, with its sign
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(
    ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const {
    const QRect all = option->rect;
    const auto mirrored = [&](const QRect& rect) { return visualRect(option->direction, all, rect); };
    if (control == CC_ComboBox) {
        const QRect arrow(all.right() - 27, all.top(), 24, all.height());
        if (part == SC_ComboBoxArrow) {
            return mirrored(arrow);
        }
        if (part == SC_ComboBoxEditField) {
            return mirrored(QRect(all.left() + 12, all.top() + 1, all.width() - 40, all.height() - 2));
        }
    }
    if (control == CC_SpinBox) {
        const auto* spin = static_cast<const QStyleOptionSpinBox*>(option);
        const int buttons = spin->buttonSymbols == QAbstractSpinBox::NoButtons ? 0 : 24;
        const int half = all.height() / 2;
        switch (part) {
        case SC_SpinBoxUp:
            return mirrored(QRect(all.right() - buttons, all.top() + 3, buttons, half - 3));
        case SC_SpinBoxDown:
            return mirrored(QRect(all.right() - buttons, all.top() + half, buttons, half - 3));
        case SC_SpinBoxEditField:
            return mirrored(QRect(all.left() + 10, all.top() + 1, all.width() - buttons - 14, all.height() - 2));
        default:
            break;
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const {
    const int height = m_theme.scaled(kControlHeight);
    switch (type) {
    case CT_PushButton: {
        if (isKind(widget, kChipKind)) {
            return {size.width() + 24, m_theme.scaled(28)};
        }
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const bool menu = button != nullptr && button->features.testFlag(QStyleOptionButton::HasMenu);
        const int gap = button != nullptr && !button->icon.isNull() && !button->text.isEmpty() ? kIconGap : 0;
        return {size.width() + (menu ? 38 : 28) + gap, height};
    }
    case CT_LineEdit:
        return {size.width() + 16, std::max(height, size.height() + 6)};
    case CT_ComboBox:
        return {size.width() + 44, height};
    case CT_SpinBox:
        return {size.width() + 40, height};
    case CT_ToolButton:
        return {std::max(size.width() + 12, height), height};
    default:
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return m_theme.scaled(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_ListViewIconSize:
        return m_theme.scaled(18);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_DefaultFrameWidth:
        // Room for the round corners, which a text field's viewport would cover.
        return qobject_cast<const QTextEdit*>(widget) != nullptr ||
                       qobject_cast<const QPlainTextEdit*>(widget) != nullptr
                   ? 6
                   : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_SplitterWidth:
        return 1;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength:
        return 16;
    case PM_MenuBarPanelWidth:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* answer) const {
    switch (hint) {
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_UnderlineShortcut:
        return 0;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    default:
        return QProxyStyle::styleHint(hint, option, widget, answer);
    }
}

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr ||
        qobject_cast<QAbstractSpinBox*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

} // namespace cairn::ui
