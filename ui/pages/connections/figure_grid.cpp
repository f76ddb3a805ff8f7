#include "ui/pages/connections/figure_grid.h"

#include "ui/widgets/text_label.h"

#include <QGridLayout>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kGap = 32;

TextLabel* small(Theme& theme, const QString& text, QWidget* parent) {
    auto* label = new TextLabel(theme, Type::secondary, Token::muted, text, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

FigureGrid::FigureGrid(Theme& theme, int least, int mostColumns, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_least(least)
    , m_most(mostColumns)
    , m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(kGap);
    m_grid->setVerticalSpacing(24);
    connect(&theme, &Theme::changed, this, [this] {
        m_columns = 0;
        arrange();
    });
}

void FigureGrid::addPicture(const QString& name, const QString& source, QWidget* picture) {
    auto* block = new QWidget(this);
    auto* column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* title = makeParagraph(m_theme, name, block, Token::text);
    title->setStrong(true);
    column->addWidget(title);
    column->addWidget(small(m_theme, source, block));
    column->addSpacing(8);
    picture->setParent(block);
    const bool grows = (picture->sizePolicy().horizontalPolicy() & QSizePolicy::ExpandFlag) != 0;
    column->addWidget(picture, 0, grows ? Qt::Alignment() : Qt::AlignLeading);
    column->addStretch(1);
    add(block);
}

void FigureGrid::addFigure(const QString& name, const QString& figure, const QStringList& parts) {
    auto* block = new QWidget(this);
    auto* column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(small(m_theme, name, block));
    auto* number = new TextLabel(m_theme, Type::pageTitle, Token::text, figure, block);
    number->setTabular(true);
    column->addWidget(number);
    for (const QString& part : parts) {
        column->addWidget(small(m_theme, part, block));
    }
    column->addStretch(1);
    block->setAccessibleName(u"%1: %2"_s.arg(name, figure));
    block->setAccessibleDescription(parts.join(u", "_s));
    add(block);
}

void FigureGrid::add(QWidget* block) {
    m_blocks << block;
    m_columns = 0;
    arrange();
}

void FigureGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void FigureGrid::arrange() {
    const auto blocks = static_cast<int>(m_blocks.size());
    const int fit = (width() + kGap) / (m_theme.scaled(m_least) + kGap);
    const int columns = std::clamp(fit, 1, std::min(m_most, std::max(blocks, 1)));
    if (std::exchange(m_columns, columns) == columns) {
        return;
    }
    for (QWidget* block : m_blocks) {
        m_grid->removeWidget(block);
    }
    for (int at = 0; at < blocks; ++at) {
        m_grid->addWidget(m_blocks.at(at), at / columns, at % columns);
    }
    for (int at = 0; at < m_most; ++at) {
        m_grid->setColumnStretch(at, at < columns ? 1 : 0);
        m_grid->setColumnMinimumWidth(at, 0);
    }
}

} // namespace cairn::ui
