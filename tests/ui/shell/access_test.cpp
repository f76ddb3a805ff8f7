#include "tests/ui/connections/some_connections.h"
#include "tests/ui/ui_fixture.h"
#include "ui/pages/connections/platform_card.h"
#include "ui/pages/today/review_session.h"
#include "ui/shell/task_form.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::test {

using api::ConnectMethod;
using events::Platform;

namespace {

// Parts of a widget of Qt's own are reached and named through it.
bool isPart(const QWidget* widget) {
    return widget->objectName().startsWith(u"qt_"_s) ||
           (widget->parentWidget() != nullptr &&
            (widget->parentWidget()->inherits("QAbstractSpinBox") || widget->parentWidget()->inherits("QComboBox") ||
             widget->parentWidget()->inherits("QLineEdit")));
}

QString described(const QWidget* widget) {
    QString chain;
    for (; widget != nullptr; widget = widget->parentWidget()) {
        chain += QString::fromLatin1(widget->metaObject()->className()) + u" < "_s;
    }
    return chain;
}

QList<QWidget*> shown(QWidget& root) {
    QList<QWidget*> widgets;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->window() == root.window() && !isPart(widget)) {
            widgets.append(widget);
        }
    }
    return widgets;
}

bool takesKeys(const QWidget* widget) {
    return widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr;
}

} // namespace

class AccessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() {
        m_ui = std::make_unique<UiFixture>();
        m_ui->show();
    }

    void cleanupTestCase() { m_ui.reset(); }

    void everyWidgetHasAName_data() { places(); }

    void everyWidgetHasAName() {
        open();
        QStringList nameless;
        for (const QWidget* widget : shown(m_ui->window())) {
            const bool interactive = takesKeys(widget) || qobject_cast<const QAbstractButton*>(widget) != nullptr ||
                                     qobject_cast<const QLineEdit*>(widget) != nullptr ||
                                     qobject_cast<const QComboBox*>(widget) != nullptr;
            if (!interactive) {
                continue;
            }
            QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
            if (spoken == nullptr || spoken->text(QAccessible::Name).trimmed().isEmpty()) {
                nameless.append(described(widget));
            }
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }

    void tabReachesEverything_data() { places(); }

    void tabReachesEverything() {
        open();
        QSet<QWidget*> wanted;
        for (QWidget* widget : shown(m_ui->window())) {
            if (takesKeys(widget)) {
                wanted.insert(widget);
            }
        }
        QVERIFY(!wanted.isEmpty());
        (*wanted.begin())->setFocus();
        // Exclusive buttons are one stop: the arrows move inside.
        for (qsizetype i = 0; i < 3 * wanted.size() + 20; ++i) {
            QWidget* at = QApplication::focusWidget();
            if (at == nullptr) {
                break;
            }
            wanted.remove(at);
            if (auto* button = qobject_cast<QAbstractButton*>(at)) {
                for (QWidget* widget : QSet<QWidget*>(wanted)) {
                    auto* other = qobject_cast<QAbstractButton*>(widget);
                    if (other != nullptr && ((button->group() != nullptr && other->group() == button->group()) ||
                                             (button->autoExclusive() && other->autoExclusive() &&
                                              other->parentWidget() == button->parentWidget()))) {
                        wanted.remove(widget);
                    }
                }
            }
            QTest::keyClick(at, Qt::Key_Tab, at->inherits("QPlainTextEdit") ? Qt::ControlModifier : Qt::NoModifier);
        }
        QStringList missed;
        for (const QWidget* widget : std::as_const(wanted)) {
            missed.append(described(widget) + widget->accessibleName());
        }
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
    }

    void focusCanBeSeen_data() { places(); }

    void focusCanBeSeen() {
        open();
        QStringList unseen;
        for (QWidget* widget : shown(m_ui->window())) {
            if (!takesKeys(widget) || widget->size().isEmpty()) {
                continue;
            }
            m_ui->window().setFocus(Qt::OtherFocusReason);
            const QImage without = widget->grab().toImage();
            widget->setFocus(Qt::TabFocusReason);
            if (QApplication::focusWidget() == widget && widget->grab().toImage() == without) {
                unseen.append(described(widget) + widget->accessibleName());
            }
        }
        QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u'\n')));
    }

private:
    void places() {
        QTest::addColumn<int>("place");
        QTest::addColumn<bool>("joined");
        QTest::addColumn<bool>("connected");
        const auto row = [](const char* name, ui::PlaceId place, bool joined = false, bool connected = false) {
            QTest::newRow(name) << static_cast<int>(place) << joined << connected;
        };
        row("today", ui::PlaceId::today);
        row("reviews", ui::PlaceId::today);
        row("tasks", ui::PlaceId::tasks);
        row("mindmap", ui::PlaceId::mindmap);
        row("devices without a server", ui::PlaceId::devices);
        row("devices with one", ui::PlaceId::devices, true);
        row("connections without a server", ui::PlaceId::connections);
        row("connections under way", ui::PlaceId::connections, true);
        row("connections with figures", ui::PlaceId::connections, true, true);
        row("settings", ui::PlaceId::settings);
    }

    // An account at each platform, with all that can be drawn of it; or a step of each kind, begun.
    void setConnections(bool connected) {
        ScriptedSync& sync = m_ui->sync();
        sync.offered = {
            {Platform::leetcode, {ConnectMethod::challenge}, true},
            {Platform::codeforces, {ConnectMethod::sign_in, ConnectMethod::challenge}, true},
            {Platform::github, {ConnectMethod::sign_in, ConnectMethod::device}, false}};
        sync.step = {
            .url = "https://example.org/sign-in",
            .code = "WDJB-MJHT",
            .token = "cairn-1",
            .place = "Into your profile."};
        sync.connected = connected ? someConnections() : std::vector<api::Connection>();
    }

    void beginAll() {
        const QList<ConnectMethod> ways{ConnectMethod::challenge, ConnectMethod::sign_in, ConnectMethod::device};
        const auto cards = m_ui->window().findChildren<ui::PlatformCard*>();
        QCOMPARE(cards.size(), ways.size());
        for (qsizetype i = 0; i < ways.size(); ++i) {
            Q_EMIT cards[i]->beginAsked(ways[i], u"mira_codes"_s);
        }
        QTRY_VERIFY(m_ui->window().findChildren<QPushButton*>(u"connectCheck"_s).size() == ways.size());
    }

    void setServer(bool joined) {
        api::SyncState state;
        if (joined) {
            state = ScriptedSync::joinedState();
            state.clockAhead = 3'600'000;
            state.secretsKept = false;
            m_ui->sync().others = {ScriptedSync::device("a", "desk", true), ScriptedSync::device("b", "attic")};
        }
        m_ui->sync().become(state);
    }

    // With the drawer open, where there is one.
    void open() {
        QFETCH(int, place);
        QFETCH(bool, joined);
        QFETCH(bool, connected);
        setConnections(connected);
        setServer(joined);
        const auto id = static_cast<ui::PlaceId>(place);
        QString item;
        if (id == ui::PlaceId::tasks) {
            item = QString::fromStdString(m_ui->aTask(api::TaskState::available).id);
        } else if (id == ui::PlaceId::mindmap) {
            item = QString::fromStdString(m_ui->today().path.value().position);
        }
        if (id == ui::PlaceId::connections) {
            m_ui->window().goTo(ui::PlaceId::settings); // it asks anew when one comes to it
        }
        m_ui->window().goTo(id, item);
        if (id == ui::PlaceId::connections && joined && !connected) {
            beginAll();
        }
        auto* reviews = m_ui->window().findChild<ui::ReviewSession*>();
        reviews->end();
        if (QTest::currentDataTag() == "reviews"_ba) {
            m_ui->menuAction(u"Review what is due"_s)->trigger();
            QTRY_COMPARE(reviews->phase(), ui::ReviewSession::Phase::asking);
        }
        // Until the page has its answer: no widget comes or goes any more.
        qsizetype before = -1;
        QTRY_VERIFY([&] {
            const qsizetype now = shown(m_ui->window()).size();
            const bool same = now == before;
            before = now;
            QTest::qWait(100);
            return same;
        }());
    }

    std::unique_ptr<UiFixture> m_ui;
};

} // namespace cairn::test

CAIRN_UI_TEST_MAIN(cairn::test::AccessTest)

#include "access_test.moc"
