#include "ui/shell/command_palette.h"
#include "ui/shell/import_controller.h"
#include "ui/shell/main_window.h"
#include "ui/shell/menus.h"
#include "ui/shell/palette_button.h"
#include "ui/shell/proposal_watcher.h"
#include "ui/shell/rail.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/undo_controller.h"
#include "ui/widgets/busy_overlay.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QMenuBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cairn::ui {

void MainWindow::buildTopBar() {
    // Corner widgets are as high as the bar, with their contents in the middle.
    auto* start = new QWidget(this);
    auto* startRow = new QHBoxLayout(start);
    startRow->setContentsMargins(16, 0, 16, 1); // margins do not mirror
    auto* brand = new TextLabel(m_theme, Type::cardTitle, Token::text, tr("Cairn"), start);
    brand->setTextInteractionFlags(Qt::NoTextInteraction);
    startRow->addWidget(brand);
    menuBar()->setCornerWidget(start, Qt::TopLeftCorner);

    auto* end = new QWidget(this);
    auto* endRow = new QHBoxLayout(end);
    endRow->setContentsMargins(16, 0, 16, 1);
    auto* button = new PaletteButton(m_theme, m_menus->paletteAction()->shortcut(), end);
    connect(button, &QAbstractButton::clicked, this, &MainWindow::openPalette);
    endRow->addWidget(button);
    menuBar()->setCornerWidget(end, Qt::TopRightCorner);
    menuBar()->setNativeMenuBar(false);
    const auto resize = [this, start, end] {
        const int height = m_theme.scaled(36);
        start->setFixedHeight(height);
        end->setFixedHeight(height);
        menuBar()->setFixedHeight(height);
    };
    connect(&m_theme, &Theme::changed, this, resize);
    resize();
}

void MainWindow::buildContent(api::LocalAccess* access) {
    auto* all = new QWidget(this);
    auto* column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    m_rail = new Rail(m_theme, all);
    auto* area = new QWidget(all);
    auto* areaColumn = new QVBoxLayout(area);
    areaColumn->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(area);
    areaColumn->addWidget(m_stack);
    row->addWidget(m_rail);
    row->addWidget(area, 1);
    column->addLayout(row, 1);
    m_strip = new StatusStrip(m_theme, all);
    column->addWidget(m_strip);
    connect(m_strip, &StatusStrip::devicesWanted, this, [this] { goTo(PlaceId::devices); });
    setCentralWidget(all);

    m_messages = new MessageBar(m_theme, area);
    connect(m_messages, &MessageBar::undoWanted, m_undo, &UndoController::undo);
    connect(new ProposalWatcher(m_profile, this), &ProposalWatcher::arrived, this, [this](int count) {
        announce(tr("%n thing(s) proposed to you: see Today", nullptr, count), false);
    });
    m_busy = new BusyOverlay(m_theme, area);
    m_imports = new ImportController(m_profile, m_theme, *this, *this, *m_busy, *m_strip);
    m_palette = new CommandPalette(m_profile, m_theme, all);
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::choose);
    connect(m_rail, &Rail::chosen, this, [this](PlaceId place) { goTo(place); });

    m_places = cairn::ui::places(m_profile, m_sync, access, m_theme, *this);
    int number = 1;
    for (const PlaceEntry& entry : m_places) {
        m_rail->add(entry.id, entry.icon, entry.name, entry.id == PlaceId::settings);
        m_menus->addPlace(entry.id, entry.name, number++);
    }
}

void MainWindow::openPalette() {
    QList<PaletteEntry> entries;
    const auto addAction = [&](QAction* action, const QString& context) {
        QString title = action->text();
        title.remove(u'&');
        if (!title.isEmpty() && action->isVisible() && !action->isSeparator()) {
            entries.append(
                {PaletteEntry::Kind::action, u"action/"_s + title, title, context, u"chevron-right"_s, {}, action});
        }
    };
    for (const PlaceEntry& place : m_places) {
        const QString id = QString::number(static_cast<int>(place.id));
        entries.append({PaletteEntry::Kind::place, u"place/"_s + id, place.name, tr("place"), place.icon, id, nullptr});
    }
    for (QAction* action : currentPage()->placeActions()) {
        addAction(action, placeEntry(m_current).name);
    }
    for (QAction* action : m_menus->actions()) {
        // The places are there already, and the palette does not open itself.
        const bool isPlace =
            std::ranges::any_of(m_places, [action](const PlaceEntry& place) { return place.name == action->text(); });
        if (!isPlace && action != m_menus->paletteAction()) {
            addAction(action, {});
        }
    }
    for (const PlaceEntry& place : m_places) {
        if (place.id != m_current) {
            for (QAction* action : page(place)->placeActions()) {
                addAction(action, place.name);
            }
        }
    }
    m_palette->open(entries, m_memory.recent());
}

} // namespace cairn::ui
