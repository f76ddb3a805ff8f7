#include "ui/pages/welcome/welcome_page.h"

#include "ui/models/sync_text.h"
#include "ui/pages/welcome/door_card.h"
#include "ui/shell/navigator.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kSideBySide = 900; // width from which the doors stand in a row
constexpr int kWidest = 1080;
constexpr int kMark = 56;
constexpr char16_t kTracks[] = u"https://github.com/exercism";

// The line under a door's button; of one height on all doors, so that the buttons stand in a row.
TextLabel* makeFoot(Theme& theme, const QString& text, QWidget* door) {
    auto* foot = new TextLabel(theme, Type::secondary, Token::muted, text, door);
    foot->setWordWrap(true);
    foot->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    foot->setMinimumHeight(3 * QFontMetrics(theme.font(Type::secondary)).lineSpacing() + 2);
    return foot;
}

} // namespace

WelcomePage::WelcomePage(api::Profile& profile, api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent)
    : Place(parent)
    , m_theme(theme)
    , m_navigator(navigator) {
    auto* page = new QWidget;
    auto* inside = new QWidget(page);
    inside->setMaximumWidth(theme.scaled(kWidest));
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(32, 32, 32, 32);
    column->setSpacing(8);

    auto* mark = new QLabel(inside);
    const auto draw = [this, mark] {
        const int side = m_theme.scaled(kMark);
        mark->setPixmap(m_theme.icon(u"cairn"_s, Token::accent).pixmap(QSize(side, side), devicePixelRatioF()));
    };
    connect(&theme, &Theme::changed, mark, draw);
    draw();
    auto* title = new TextLabel(theme, Type::bigNumber, Token::text, tr("Welcome to Cairn"), inside);
    auto* text = makeParagraph(
        theme,
        tr("A companion for learning to program: it knows what comes next, and keeps what you have done. All of it "
           "stays on this computer."),
        inside);
    title->setAlignment(Qt::AlignCenter);
    title->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    column->addWidget(mark, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    column->addWidget(title);
    column->addWidget(text);
    column->addSpacing(28);

    m_doors = new QBoxLayout(QBoxLayout::LeftToRight);
    m_doors->setSpacing(16);
    m_doors->addWidget(makeTrackDoor(profile, inside), 1);
    m_doors->addWidget(makeServerDoor(sync, inside), 1);
    m_doors->addWidget(makeSampleDoor(inside), 1);
    column->addLayout(m_doors);
    column->addSpacing(16);
    auto* own = makePlainButton(theme, tr("Or begin with a task of your own"), inside);
    own->setObjectName(u"welcomeOwnTask"_s);
    connect(own, &QPushButton::clicked, this, [this] { m_navigator.newTask(); });
    column->addWidget(own, 0, Qt::AlignHCenter);

    auto* middle = new QVBoxLayout(page);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->addStretch(2);
    auto* centre = new QHBoxLayout;
    centre->addStretch(1);
    centre->addWidget(inside, 1000);
    centre->addStretch(1);
    middle->addLayout(centre);
    middle->addStretch(3);

    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(page);
    page->setAutoFillBackground(false); // which the area switches on
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(area);
}

DoorCard* WelcomePage::makeTrackDoor(api::Profile& profile, QWidget* parent) {
    auto* door = new DoorCard(
        m_theme, u"mindmap"_s, tr("Pick a track"),
        tr("Topics in the order that makes sense, each with exercises. Progress is kept when a newer copy comes."),
        parent);
    for (const api::StarterPath& path : profile.imports().starterPaths()) {
        auto* starter = new StarterButton(m_theme, path, door);
        const QString id = QString::fromStdString(path.id);
        starter->setObjectName(u"starter-"_s + id);
        connect(starter, &QAbstractButton::clicked, this, [this, id] { m_navigator.addStarterPath(id); });
        door->body()->addWidget(starter);
        m_first = m_first == nullptr ? starter : m_first;
    }
    door->body()->addStretch(1);
    auto* import = makeButton(m_theme, tr("Import an Exercism track…"), door, u"folder"_s);
    import->setObjectName(u"welcomeImport"_s);
    connect(import, &QPushButton::clicked, this, [this] { m_navigator.importTrack(); });
    door->body()->addWidget(import);
    auto* where = makeFoot(m_theme, {}, door);
    where->setTextFormat(Qt::RichText);
    where->setTextInteractionFlags(Qt::TextBrowserInteraction);
    where->setOpenExternalLinks(true);
    where->setText(tr("From a folder: download a track, such as “python”, at %1 and unpack it.")
                       .arg(u"<a href=\"%1\">github.com/exercism</a>"_s.arg(QString::fromUtf16(kTracks))));
    door->body()->addWidget(where);
    m_first = m_first == nullptr ? import : m_first;
    return door;
}

DoorCard* WelcomePage::makeServerDoor(api::Sync& sync, QWidget* parent) {
    auto* door = new DoorCard(
        m_theme, u"people"_s, tr("Join a server"),
        tr("An account at a server keeps several computers in step, and brings here what you did elsewhere."), parent);
    door->body()->addStretch(1);
    m_join = makeButton(m_theme, {}, door);
    m_join->setObjectName(u"welcomeJoin"_s);
    connect(m_join, &QPushButton::clicked, this, [this] {
        m_joined ? m_navigator.goTo(PlaceId::devices) : m_navigator.joinServer(Joining::signIn);
    });
    door->body()->addWidget(m_join);
    m_joinFoot = makeFoot(m_theme, {}, door);
    door->body()->addWidget(m_joinFoot);
    m_subscription = sync.subscribe([this](const api::SyncState& state) { showServer(state); });
    showServer(sync.state());
    return door;
}

// Where a server is joined whose account is still empty, the page stays; then it says so.
void WelcomePage::showServer(const api::SyncState& state) {
    m_joined = state.phase != api::SyncPhase::off;
    m_join->setText(m_joined ? tr("Show the account") : tr("Join a server…"));
    m_joinFoot->setText(
        m_joined ? tr("Joined: %1. What the account has shows here as it comes.").arg(serverName(state.server))
                 : tr("Your own server or your school's. Everything works without one, too, and you can join later."));
}

DoorCard* WelcomePage::makeSampleDoor(QWidget* parent) {
    auto* door = new DoorCard(
        m_theme, u"today"_s, tr("Look around"),
        tr("Some weeks of an invented learner's work: tasks done and due, a streak, a map half walked."), parent);
    door->body()->addStretch(1);
    auto* look = makeButton(m_theme, tr("Use sample data"), door);
    look->setObjectName(u"welcomeSample"_s);
    connect(look, &QPushButton::clicked, this, [this] { m_navigator.addSample(); });
    door->body()->addWidget(look);
    door->body()->addWidget(makeFoot(m_theme, tr("Removed in one click, without a trace in your own log."), door));
    return door;
}

void WelcomePage::focusContent() {
    m_first->setFocus();
}

void WelcomePage::resizeEvent(QResizeEvent* event) {
    Place::resizeEvent(event);
    m_doors->setDirection(width() >= m_theme.scaled(kSideBySide) ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace cairn::ui
