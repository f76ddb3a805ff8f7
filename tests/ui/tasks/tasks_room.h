#pragma once

#include "tests/ui/tasks/page_room.h"
#include "ui/models/task_choice.h"
#include "ui/models/task_model.h"
#include "ui/pages/tasks/task_view.h"
#include "ui/pages/tasks/tasks_page.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace cairn::test {

// The page of tasks over a real profile, and hands for it.
class TasksRoom : public PageRoom {
public:
    using PageRoom::PageRoom;

    ui::TasksPage& page() { return m_page; }

    ui::TaskView& view() { return *m_page.findChild<ui::TaskView*>(); }

    QLineEdit& search() { return *m_page.findChild<QLineEdit*>(); }

    void open() {
        QVERIFY(show(m_page));
        m_page.focusContent();
    }

    QModelIndex indexOf(const QString& title) {
        QAbstractItemModel& rows = *view().model();
        for (int row = 0; row < rows.rowCount(); ++row) {
            const QModelIndex index = rows.index(row, ui::TaskModel::TitleColumn);
            if (index.data().toString() == title) {
                return index;
            }
        }
        return {};
    }

    QString titleAt(int row) { return view().model()->index(row, ui::TaskModel::TitleColumn).data().toString(); }

    // "Alpha, Beta"
    QString titles() {
        QStringList all;
        for (int row = 0; row < view().model()->rowCount(); ++row) {
            all << titleAt(row);
        }
        return all.join(QStringLiteral(", "));
    }

    // By arrow keys, as a person goes to a row.
    void choose(const char* title) {
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_Home);
        for (int i = 0; i < view().model()->rowCount(); ++i) {
            if (view().currentIndex().siblingAtColumn(ui::TaskModel::TitleColumn).data().toString() ==
                QString::fromUtf8(title)) {
                return;
            }
            QTest::keyClick(&view(), Qt::Key_Down);
        }
        QFAIL(title);
    }

    api::TaskState stateOf(const char* title) {
        return static_cast<api::TaskState>(indexOf(QString::fromUtf8(title)).data(ui::TaskModel::StateRole).toInt());
    }

    int checkedCount() {
        int count = 0;
        for (int row = 0; row < view().model()->rowCount(); ++row) {
            const QModelIndex box = view().model()->index(row, ui::TaskModel::CheckColumn);
            count += box.data(Qt::CheckStateRole).toInt() == Qt::Checked ? 1 : 0;
        }
        return count;
    }

    void click(int row, int column, Qt::KeyboardModifiers keys = {}) {
        const QRect cell = view().visualRect(view().model()->index(row, column));
        QTest::mouseClick(view().viewport(), Qt::LeftButton, keys, cell.center());
    }

    // An item of the menu that is open, without its mnemonic.
    void pickFromMenu(const QString& text) {
        QMenu* menu = nullptr;
        QTRY_VERIFY((menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) != nullptr);
        for (QAction* action : menu->actions()) {
            if (QString(action->text()).remove(QLatin1Char('&')) == text) {
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                return;
            }
        }
        QFAIL(qPrintable(text));
    }

    // The visible button with this text.
    void press(const QString& text) {
        for (QPushButton* button : m_page.findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text() == text) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(text));
    }

private:
    ui::TasksPage m_page{profile(), sync(), theme(), navigator()};
};

} // namespace cairn::test
