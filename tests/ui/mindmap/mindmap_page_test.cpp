#include "tests/ui/mindmap/faulty_paths.h"
#include "tests/ui/mindmap/one_theme.h"
#include "tests/ui/mindmap/page_fixture.h"
#include "ui/mindmap/map_canvas.h"
#include "ui/mindmap/map_scene.h"
#include "ui/pages/mindmap/mindmap_page.h"
#include "ui/pages/mindmap/note_versions.h"
#include "ui/pages/mindmap/topic_drawer.h"
#include "ui/pages/mindmap/topic_task_row.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/error_panel.h"
#include "ui/widgets/markdown_view.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace cairn::ui::test {

// The page over a real profile with the starter path, driven by mouse and keyboard.
class MindmapPageTest : public QObject {
    Q_OBJECT

private:
    struct Opened {
        explicit Opened(bool withPath = true)
            : faulty(*profile)
            , theme(oneTheme()) {
            if (withPath) {
                path = profile.import(std::filesystem::path(CAIRN_SOURCE_DIR) / "resources/paths/first-steps");
                QVERIFY(!path.empty());
            }
            page = std::make_unique<MindmapPage>(faulty, theme, navigator);
            page->resize(1240, 800);
            canvas = page->findChild<MapCanvas*>();
            drawer = page->findChild<TopicDrawer*>();
            pane = page->findChild<DrawerPane*>();
            search = page->findChild<QLineEdit*>(u"mapSearch"_s);
        }

        void show() {
            page->show();
            QVERIFY(QTest::qWaitForWindowExposed(page.get()));
            page->activateWindow();
            QTRY_VERIFY(page->isActiveWindow());
        }

        // Shown, laid out, and the drawer of the own position open.
        void settle() {
            show();
            QTRY_VERIFY_WITH_TIMEOUT(!scene().map().nodes.empty(), 20'000);
            QTRY_VERIFY(drawer->detail().has_value());
            page->focusContent();
            QTRY_VERIFY(canvas->hasFocus());
        }

        MapScene& scene() { return *static_cast<MapScene*>(canvas->scene()); }

        std::size_t at(const char* title) {
            const auto& nodes = scene().map().nodes;
            const auto found = std::ranges::find_if(nodes, [&](const auto& node) { return node.topic.title == title; });
            return static_cast<std::size_t>(found - nodes.begin());
        }

        const api::TopicRow& topic(const char* title) { return scene().map().nodes[at(title)].topic; }

        std::string current() {
            return scene().current() ? scene().map().nodes[*scene().current()].topic.title : std::string();
        }

        std::string shownTopic() { return drawer->detail() ? drawer->detail()->row.title : std::string(); }

        void click(const char* title) {
            canvas->choose(at(title)); // into sight
            const QPointF middle = scene().nodeRect(at(title)).center();
            QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {}, canvas->mapFromScene(middle));
            QTRY_COMPARE(shownTopic(), std::string(title));
        }

        void press(QWidget* widget, int key, Qt::KeyboardModifiers held = Qt::NoModifier) {
            QTest::keyClick(widget, static_cast<Qt::Key>(key), held);
        }

        template<class T> T* find(const QString& name) { return drawer->widget()->findChild<T*>(name); }

        void clickIn(const QString& name) {
            auto* button = find<QAbstractButton>(name);
            QVERIFY2(button != nullptr, qPrintable(name));
            drawer->ensureWidgetVisible(button);
            QTest::mouseClick(button, Qt::LeftButton);
        }

        QAction* action(const QString& text) {
            for (QAction* action : page->placeActions()) {
                if (action->text().remove(u'&') == text) {
                    return action;
                }
            }
            return nullptr;
        }

        // In the order of making and the reverse order of going: the page goes first.
        OpenedProfile profile;
        FaultyProfile faulty;
        Theme& theme;
        NotedNavigator navigator;
        std::string path;
        std::unique_ptr<MindmapPage> page;
        MapCanvas* canvas = nullptr;
        TopicDrawer* drawer = nullptr;
        DrawerPane* pane = nullptr;
        QLineEdit* search = nullptr;
    };

private Q_SLOTS:

    void offersAFirstStepWhereThereIsNoPath() {
        Opened opened(false);
        opened.show();
        QTRY_VERIFY(!opened.canvas->isVisible());
        const auto buttons = opened.page->findChildren<QPushButton*>();
        const auto primary = std::ranges::find_if(buttons, [](const QPushButton* button) {
            return button->isVisible() && button->text().startsWith("Add"_L1);
        });
        QVERIFY(primary != buttons.end());
        QTest::mouseClick(*primary, Qt::LeftButton);
        QVERIFY(!opened.navigator.starter.isEmpty());
    }

    void showsWhereOneStandsAndWhatComesNext() {
        Opened opened;
        opened.settle();
        QCOMPARE(opened.current(), std::string("Basics"));
        QCOMPARE(opened.shownTopic(), std::string("Basics"));
        QVERIFY(opened.pane->isOpen());
        opened.clickIn(u"topicNext"_s);
        QTRY_COMPARE(opened.navigator.announced.size(), 1);
        QVERIFY(opened.navigator.announcedUndoable);
        QTRY_COMPARE(opened.topic("Basics").standing, api::TopicStanding::in_progress);
        QCOMPARE(opened.navigator.wentTo, std::optional(PlaceId::tasks));
        QTRY_COMPARE(opened.find<QPushButton>(u"topicNext"_s)->text(), u"Continue"_s);
    }

    void leadsToATask() {
        Opened opened;
        opened.settle();
        auto* row = opened.drawer->widget()->findChild<TopicTaskRow*>();
        QVERIFY(row != nullptr);
        QTest::mouseClick(row, Qt::LeftButton);
        QCOMPARE(opened.navigator.wentTo, std::optional(PlaceId::tasks));
        QVERIFY(!opened.navigator.wentToItem.isEmpty());
    }

    void saysWhatIsMissingAndUnlocksAnyway() {
        Opened opened;
        opened.settle();
        opened.click("Lists");
        const QString missing = opened.find<QLabel>(u"topicMissing"_s)->text();
        QVERIFY2(missing.contains("Strings"_L1) && missing.contains("<a href"_L1), qPrintable(missing));
        opened.clickIn(u"topicUnlock"_s);
        QTRY_COMPARE(opened.navigator.announced.size(), 1);
        QTRY_COMPARE(opened.topic("Lists").standing, api::TopicStanding::available);
        QVERIFY(opened.topic("Lists").unlocked);
        QTRY_VERIFY(opened.find<QWidget>(u"topicUnlock"_s) == nullptr);

        const auto undone = opened.profile.ask<api::UndoEntry>(
            [&](api::Reply<api::UndoEntry> reply) { return opened.profile->history().undo(reply); });
        QVERIFY(undone.has_value());
        QTRY_COMPARE(opened.topic("Lists").standing, api::TopicStanding::locked);
    }

    void goesToAMissingTopicByItsLink() {
        Opened opened;
        opened.settle();
        opened.click("Lists");
        auto* missing = opened.find<QLabel>(u"topicMissing"_s);
        missing->setFocus();
        opened.press(missing, Qt::Key_Tab); // to the first link
        opened.press(missing, Qt::Key_Return);
        const std::string first = opened.topic("Lists").missing.front().title;
        QTRY_COMPARE(opened.shownTopic(), first);
        QCOMPARE(opened.current(), first);
    }

    void keepsPlaceAndChoiceWhenAStateChanges() {
        Opened opened;
        opened.settle();
        opened.click("Numbers");
        opened.press(opened.canvas, Qt::Key_Plus);
        QTRY_VERIFY(!opened.canvas->isMoving());
        const QRectF looked = opened.canvas->visibleRect();
        const auto id = opened.topic("Basics").id;
        const auto detail = opened.profile.ask<api::TopicDetail>(
            [&](api::Reply<api::TopicDetail> reply) { return opened.profile->paths().topic(id, reply); });
        for (const auto action : {api::TaskAction::start, api::TaskAction::complete}) {
            const auto done = opened.profile.ask<api::Done>([&](api::Reply<api::Done> reply) {
                return opened.profile->tasks().act(action, {detail->tasks.front().id}, {}, reply);
            });
            QVERIFY(done.has_value());
        }
        QTRY_COMPARE(opened.topic("Basics").standing, api::TopicStanding::done);
        QTRY_COMPARE(opened.topic("Numbers").standing, api::TopicStanding::available);
        QCOMPARE(opened.canvas->visibleRect(), looked);
        QCOMPARE(opened.current(), std::string("Numbers"));
    }

    void findsTopicsByTyping() {
        Opened opened;
        opened.settle();
        opened.press(opened.canvas, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(opened.search->hasFocus());
        QTest::keyClicks(opened.search, u"string"_s);
        QCOMPARE(opened.current(), std::string("Strings"));
        QVERIFY(opened.scene().isDimmed(opened.at("Lists")));
        opened.press(opened.search, Qt::Key_Return);
        QCOMPARE(opened.current(), std::string("String methods"));
        opened.press(opened.search, Qt::Key_Return);
        QCOMPARE(opened.current(), std::string("Strings"));
        opened.press(opened.search, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(opened.current(), std::string("String methods"));
        opened.press(opened.search, Qt::Key_Escape);
        QVERIFY(opened.search->text().isEmpty());
        QVERIFY(!opened.scene().isDimmed(opened.at("Lists")));
        QVERIFY(opened.canvas->hasFocus());
    }

    void narrowsToAnAncestryAndBack() {
        Opened opened;
        opened.settle();
        opened.click("Conditionals");
        opened.canvas->setFocus();
        opened.press(opened.canvas, Qt::Key_F);
        QVERIFY(!opened.scene().isShown(opened.at("Lists")));
        QVERIFY(opened.scene().isShown(opened.at("Basics")));
        QVERIFY(opened.page->findChild<QPushButton*>(u"mapLeaveFocus"_s)->isVisible());
        opened.press(opened.canvas, Qt::Key_Escape); // the drawer first
        QVERIFY(!opened.pane->isOpen());
        QVERIFY(!opened.scene().isShown(opened.at("Lists")));
        opened.press(opened.canvas, Qt::Key_Escape);
        QVERIFY(opened.scene().isShown(opened.at("Lists")));
        QVERIFY(!opened.page->findChild<QPushButton*>(u"mapLeaveFocus"_s)->isVisible());
    }

    void isUsedByKeyboardAlone() {
        Opened opened;
        opened.settle();
        opened.press(opened.canvas, Qt::Key_Escape);
        QVERIFY(!opened.pane->isOpen());
        opened.press(opened.canvas, Qt::Key_Right);
        const std::string next = opened.current();
        QVERIFY(next != "Basics");
        opened.press(opened.canvas, Qt::Key_Return);
        QTRY_COMPARE(opened.shownTopic(), next);
        QTRY_VERIFY(opened.drawer->isAncestorOf(QApplication::focusWidget()));
        opened.press(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!opened.pane->isOpen());
        QTRY_VERIFY(opened.canvas->hasFocus());
        opened.press(opened.canvas, Qt::Key_Home);
        QCOMPARE(opened.current(), std::string("Basics"));
    }

    void bringsAnEarlierNoteBack() {
        Opened opened;
        opened.settle();
        const auto id = opened.scene().map().nodes[opened.at("Basics")].topic.id;
        for (const char* text : {"first", "second", "first", "third"}) {
            QVERIFY(opened.profile.ask<api::Done>(
                [&](api::Reply<api::Done> reply) { return opened.profile->paths().setNote(id, text, reply); }));
        }
        opened.press(opened.canvas, Qt::Key_Return);
        auto* earlier = opened.page->findChild<QPushButton*>(u"noteEarlier"_s);
        QTRY_VERIFY(earlier->isVisible());
        earlier->click();
        auto* dialog = opened.page->findChild<NoteVersionsDialog*>();
        QTRY_VERIFY(dialog != nullptr && dialog->isVisible());
        auto* list = dialog->findChild<QListWidget*>();
        QCOMPARE(list->count(), 2); // without what it says now, and each once
        list->setCurrentRow(1);
        QCOMPARE(dialog->findChild<MarkdownView*>()->toPlainText().trimmed(), u"second"_s);
        dialog->findChild<QPushButton*>(u"restore"_s)->click();
        QTRY_COMPARE(opened.drawer->detail()->note, std::string("second"));
        QTRY_COMPARE(opened.navigator.announced.size(), 1);
        QVERIFY(opened.navigator.announcedUndoable);
    }

    void writesANote() {
        Opened opened;
        opened.settle();
        opened.press(opened.canvas, Qt::Key_N);
        auto* field = opened.page->findChild<QPlainTextEdit*>(u"noteField"_s);
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, u"See `print` again."_s);
        opened.press(field, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(opened.navigator.announced.size(), 1);
        QTRY_COMPARE(opened.drawer->detail()->note, std::string("See `print` again."));
        QTRY_VERIFY(opened.scene().map().nodes[opened.at("Basics")].hasNote);
    }

    void dropsNothingThatWasTyped() {
        Opened opened;
        opened.settle();
        opened.press(opened.canvas, Qt::Key_N);
        auto* field = opened.page->findChild<QPlainTextEdit*>(u"noteField"_s);
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, u"half a sen"_s);
        // An answer comes in between: nothing in the field moves.
        const auto id = opened.topic("Numbers").id;
        const auto done = opened.profile.ask<api::Done>(
            [&](api::Reply<api::Done> reply) { return opened.profile->paths().setNote(id, "elsewhere", reply); });
        QVERIFY(done.has_value());
        QTRY_VERIFY(opened.scene().map().nodes[opened.at("Numbers")].hasNote);
        QTest::qWait(50);
        QCOMPARE(field->toPlainText(), u"half a sen"_s);
        QVERIFY(field->isVisible());
        opened.click("Strings"); // goes on without saving
        QTRY_VERIFY(opened.scene().map().nodes[opened.at("Basics")].hasNote);
        QVERIFY(opened.drawer->detail()->note.empty());
    }

    void opensATopicFromElsewhere() {
        Opened opened;
        opened.settle();
        const auto id = QString::fromStdString(opened.topic("Sets").id);
        opened.page->showItem(id);
        QTRY_COMPARE(opened.shownTopic(), std::string("Sets"));

        // And before the page has ever been seen.
        MindmapPage fresh(opened.faulty, opened.theme, opened.navigator);
        fresh.showItem(id);
        fresh.show();
        auto* drawer = fresh.findChild<TopicDrawer*>();
        QTRY_VERIFY(drawer->detail().has_value());
        QTRY_COMPARE(drawer->detail()->row.title, std::string("Sets"));
    }

    void saysWhatWentWrongAndTriesAgain() {
        Opened opened;
        opened.faulty.faulty.fails = true;
        opened.show();
        auto* trouble = opened.page->findChild<ErrorPanel*>();
        QTRY_VERIFY(trouble->isVisible());
        opened.faulty.faulty.fails = false;
        QTest::mouseClick(opened.page->findChild<QPushButton*>(u"mapRetry"_s), Qt::LeftButton);
        QTRY_VERIFY(!opened.scene().map().nodes.empty());
        QTRY_VERIFY(opened.canvas->isVisible());
    }

    void letsALongLayoutBeCancelled() {
        Opened opened;
        opened.faulty.faulty.hangs = true;
        opened.show();
        const auto cancel = [&]() -> QPushButton* {
            for (auto* button : opened.page->findChildren<QPushButton*>()) {
                if (button->isVisible() && button->text() == "Cancel"_L1) {
                    return button;
                }
            }
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(cancel() != nullptr, 10'000);
        QTest::mouseClick(cancel(), Qt::LeftButton);
        QTRY_VERIFY(opened.page->findChild<ErrorPanel*>()->isVisible());
    }

    void namesEveryControl() {
        Opened opened;
        opened.settle();
        opened.click("Lists");
        for (const QWidget* widget : opened.page->findChildren<QWidget*>()) {
            const bool acts = widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
                              widget->focusProxy() == nullptr && !widget->inherits("QLabel");
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const QString name = !widget->accessibleName().isEmpty() ? widget->accessibleName()
                                 : button != nullptr                 ? button->text()
                                                                     : QString();
            QVERIFY2(!acts || !name.isEmpty(), widget->metaObject()->className());
        }
        QStringList keys;
        for (const QAction* action : opened.page->placeActions()) {
            QVERIFY(!action->text().isEmpty());
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys += key.toString();
            }
        }
    }

    void offersOnlyWhatWouldDoSomething() {
        Opened opened;
        opened.settle();
        QVERIFY(!opened.action(u"Unlock it anyway"_s)->isEnabled());
        QVERIFY(!opened.action(u"Focus on what leads to it"_s)->isEnabled()); // nothing leads to Basics
        QVERIFY(!opened.action(u"Next found topic"_s)->isEnabled());
        opened.click("Lists");
        QVERIFY(opened.action(u"Unlock it anyway"_s)->isEnabled());
        QVERIFY(opened.action(u"Focus on what leads to it"_s)->isEnabled());
        QVERIFY(!opened.action(u"Start or continue its next task"_s)->isEnabled());
    }

    void showsAllTopicsOfARealTrack() {
        const auto track = sharedTrack("python");
        if (!std::filesystem::exists(track)) {
            QSKIP("The Python track is not beside this checkout.");
        }
        Opened opened(false);
        opened.path = opened.profile.import(track);
        QVERIFY(!opened.path.empty());
        opened.settle();
        const std::size_t scored = opened.scene().map().nodes.size();
        opened.press(opened.canvas, Qt::Key_A);
        QTRY_VERIFY(opened.scene().map().nodes.size() > scored);
        opened.press(opened.canvas, Qt::Key_A);
        QTRY_COMPARE(opened.scene().map().nodes.size(), scored);
    }
};

} // namespace cairn::ui::test

QTEST_MAIN(cairn::ui::test::MindmapPageTest)
#include "mindmap_page_test.moc"
