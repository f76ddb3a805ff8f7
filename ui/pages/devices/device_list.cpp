#include "ui/pages/devices/device_list.h"

#include "ui/models/sync_text.h"
#include "ui/pages/devices/device_row.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

using namespace std::chrono_literals;

DeviceList::DeviceList(api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent)
    : Card(theme, tr("Signed-in computers"), parent)
    , m_sync(sync)
    , m_theme(theme)
    , m_navigator(navigator)
    , m_again(makePlainButton(theme, tr("Ask again"), this, u"refresh"_s))
    , m_notice(new Notice(theme, this))
    , m_word(makeParagraph(theme, {}, this)) {
    m_waiting = makeWaiting();
    m_again->setAccessibleName(tr("Ask the server for the list again"));
    header()->addWidget(m_again);
    hangButton();
    body()->setContentsMargins(0, 0, 0, 0); // rows hang their buttons themselves
    auto* words = new QVBoxLayout;
    words->setContentsMargins(kButtonPadding, 0, kButtonPadding, 0);
    words->addWidget(m_notice);
    words->addWidget(m_word);
    words->addWidget(m_waiting);
    body()->addLayout(words);
    connect(m_again, &QPushButton::clicked, this, &DeviceList::refresh);
    m_appear.setSingleShot(true);
    m_appear.setInterval(300ms);
    connect(&m_appear, &QTimer::timeout, m_waiting, &QWidget::show);
    m_offerCancel.setSingleShot(true);
    m_offerCancel.setInterval(2s);
    connect(&m_offerCancel, &QTimer::timeout, m_cancel, &QWidget::show);
    showStanding();
}

QWidget* DeviceList::makeWaiting() {
    auto* waiting = new QWidget(this);
    auto* row = new QHBoxLayout(waiting);
    row->setContentsMargins(0, 4, 0, 4);
    row->setSpacing(12);
    row->addWidget(new TextLabel(m_theme, Type::body, Token::muted, tr("Asking the server…"), waiting));
    row->addWidget(new ThinProgressBar(m_theme, tr("Asking the server"), waiting), 1);
    m_cancel = makeButton(m_theme, tr("Cancel"), waiting);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        m_request.cancel();
    });
    waiting->hide();
    return waiting;
}

void DeviceList::setPhase(api::SyncPhase phase) {
    if (std::exchange(m_phase, phase) == phase) {
        return;
    }
    if (phase == api::SyncPhase::off) { // another account may come
        endWaiting();
        m_request = {};
        m_devices.reset();
        m_trouble.reset();
        render();
    } else if (phase == api::SyncPhase::live && isVisible()) {
        refresh();
    }
    showStanding();
}

void DeviceList::refresh() {
    if (m_phase != api::SyncPhase::live || m_waits || isInTheMiddle()) {
        return;
    }
    m_trouble.reset();
    beginWaiting();
    m_request = m_sync.devices([this](auto devices) { heard(std::move(devices)); });
}

void DeviceList::heard(base::Expected<std::vector<api::SyncDevice>> devices) {
    endWaiting();
    if (!devices) {
        m_trouble = std::move(devices.error());
        showStanding();
        return;
    }
    m_devices = std::move(*devices);
    if (!isInTheMiddle()) {
        render();
    }
    showStanding();
}

void DeviceList::render() {
    const QWidget* focused = QApplication::focusWidget();
    const QString focusName =
        m_rows != nullptr && focused != nullptr && m_rows->isAncestorOf(focused) ? focused->objectName() : QString();
    delete std::exchange(m_rows, nullptr);
    if (!m_devices || m_devices->empty()) {
        return;
    }
    m_rows = new QWidget(this);
    auto* column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const api::SyncDevice& device : *m_devices) {
        auto* row = new DeviceRow(m_theme, device, &device == &m_devices->back(), m_rows);
        column->addWidget(row);
        connect(row, &DeviceRow::renamed, this, [this, device](const QString& name) { rename(device, name); });
        connect(row, &DeviceRow::signOutWanted, this, [this, device] { signOut(device); });
        connect(row, &DeviceRow::givenUp, this, &DeviceList::refresh);
    }
    body()->addWidget(m_rows);
    m_rows->show(); // now, so that it can take the keyboard
    if (auto* again = focusName.isEmpty() ? nullptr : m_rows->findChild<QWidget*>(focusName)) {
        again->setFocus();
    }
}

// A list is shown however old it is; beside it stands why it is not new.
void DeviceList::showStanding() {
    const bool live = m_phase == api::SyncPhase::live;
    if (m_trouble && m_trouble->code == base::ErrorCode::Cancelled) {
        m_notice->say(Notice::Kind::information, tr("Cancelled. Nothing was changed."));
    } else if (m_trouble) {
        m_notice->say(serverTrouble(*m_trouble));
    } else {
        m_notice->say(
            Notice::Kind::information,
            m_rows != nullptr && !live ? tr("The list as it was when the server was last asked.") : QString());
    }
    const QString word = m_rows == nullptr && !m_trouble ? wordWithoutList() : QString();
    m_word->setText(word);
    m_word->setVisible(!word.isEmpty());
    m_again->setEnabled(live);
    if (m_rows != nullptr) {
        for (DeviceRow* row : m_rows->findChildren<DeviceRow*>(Qt::FindDirectChildrenOnly)) {
            row->setAnswering(live);
        }
    }
}

QString DeviceList::wordWithoutList() const {
    switch (m_phase) {
    case api::SyncPhase::off:
        return {};
    case api::SyncPhase::live:
        return m_devices ? tr("The server names no computer yet, not even this one. Ask again in a moment.")
                         : QString();
    case api::SyncPhase::signed_out:
        return tr("The list is at the server, and shows once you are signed in again.");
    case api::SyncPhase::connecting:
    case api::SyncPhase::offline:
    case api::SyncPhase::refused:
        return tr("The list is at the server, and shows once that answers.");
    }
    return {};
}

void DeviceList::rename(const api::SyncDevice& device, const QString& name) {
    beginWaiting();
    m_request = m_sync.rename(
        device.id, name.toStdString(),
        thenSay(tr("“%1” is called “%2” now.").arg(QString::fromStdString(device.name), name)));
}

void DeviceList::signOut(const api::SyncDevice& device) {
    beginWaiting();
    m_request = m_sync.revoke(device.id, thenSay(tr("“%1” is signed out.").arg(QString::fromStdString(device.name))));
}

api::Reply<bool> DeviceList::thenSay(const QString& done) {
    return [this, done](base::Expected<bool> answer) {
        endWaiting();
        if (answer) {
            m_navigator.announce(done, false);
            refresh();
        } else {
            m_trouble = std::move(answer.error());
            showStanding();
        }
    };
}

void DeviceList::beginWaiting() {
    m_waits = true;
    m_trouble.reset();
    m_cancel->setEnabled(true);
    m_cancel->hide();
    m_appear.start();
    m_offerCancel.start();
    showStanding();
}

void DeviceList::endWaiting() {
    m_waits = false;
    m_appear.stop();
    m_offerCancel.stop();
    m_waiting->hide();
}

bool DeviceList::isInTheMiddle() const {
    return m_rows != nullptr &&
           std::ranges::any_of(m_rows->findChildren<DeviceRow*>(Qt::FindDirectChildrenOnly), &DeviceRow::isBusy);
}

} // namespace cairn::ui
