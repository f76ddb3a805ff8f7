#include "ui/pages/devices/device_row.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/state_chip.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

DeviceRow::DeviceRow(Theme& theme, const api::SyncDevice& device, bool last, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_device(device)
    , m_last(last) {
    setAccessibleName(QString::fromStdString(device.name));
    setAccessibleDescription(detail());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 10, 0, 10);
    row->setSpacing(14);
    row->addSpacing(Card::kButtonPadding); // as much as stands beside a button's words at the end
    auto* sign = new QLabel(this);
    const auto redraw = [this, sign] {
        const int side = m_theme.scaled(20);
        sign->setPixmap(m_theme.icon(u"computer"_s, m_device.current ? Token::accent : Token::muted)
                            .pixmap(QSize(side, side), devicePixelRatioF()));
    };
    connect(&theme, &Theme::changed, sign, redraw);
    redraw();
    row->addWidget(sign);
    row->addWidget(makeWords(), 1);
    row->addWidget(makeButtons());
    setMode(Mode::shown);
}

QString DeviceRow::detail() const {
    QStringList parts{
        m_device.current    ? tr("in use now")
        : m_device.seen > 0 ? tr("last seen %1", "a time or a day").arg(Words::moment(m_device.seen))
                            : tr("not seen yet")};
    if (!m_device.address.empty()) {
        parts.append(QString::fromStdString(m_device.address));
    }
    if (m_device.created > 0) {
        parts.append(tr("signed in since %1", "a time or a day").arg(Words::moment(m_device.created)));
    }
    return parts.join(u" · "_s);
}

QWidget* DeviceRow::makeWords() {
    auto* words = new QWidget(this);
    auto* column = new QVBoxLayout(words);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    m_names = new QWidget(words);
    auto* names = new QHBoxLayout(m_names);
    names->setContentsMargins(0, 0, 0, 0);
    names->setSpacing(10);
    m_name = new ElidedLabel(m_theme, Type::body, Token::text, QString::fromStdString(m_device.name), m_names);
    m_name->setStrong(true);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    names->addWidget(m_name);
    if (m_device.current) {
        names->addWidget(new StateChip(
            m_theme, ChipLook{tr("this computer"), u"pin"_s, Token::accent, Token::accentGround}, m_names));
    }
    names->addStretch();
    m_line = new QLineEdit(words);
    m_line->setMaxLength(80);
    m_line->setAccessibleName(tr("New name of %1").arg(QString::fromStdString(m_device.name)));
    m_line->installEventFilter(this);
    m_detail = new ElidedLabel(m_theme, Type::secondary, Token::muted, detail(), words);
    if (m_device.seen > 0) {
        setToolTip(tr("Last seen %1").arg(Words::fullMoment(m_device.seen)));
    }
    m_question = new TextLabel(
        m_theme, Type::secondary, Token::text,
        tr("It is signed out at once, keeps what it has, and needs the password to come back. What it has not sent yet "
           "stays there."),
        words);
    m_question->setWordWrap(true);
    column->addWidget(m_names);
    column->addWidget(m_line);
    column->addWidget(m_detail);
    column->addWidget(m_question);
    connect(m_line, &QLineEdit::returnPressed, this, &DeviceRow::save);
    return words;
}

QWidget* DeviceRow::makeButtons() {
    auto* buttons = new QWidget(this);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_rename = makePlainButton(m_theme, tr("Rename"), buttons);
    m_signOut = makePlainButton(m_theme, tr("Sign out"), buttons);
    m_yes = makeButton(m_theme, {}, buttons);
    m_cancel = makePlainButton(m_theme, tr("Cancel"), buttons);
    for (QPushButton* button : {m_rename, m_signOut, m_yes, m_cancel}) {
        row->addWidget(button);
        button->installEventFilter(this);
    }
    const QString name = QString::fromStdString(m_device.name);
    const QString id = QString::fromStdString(m_device.id);
    m_rename->setObjectName(u"rename-"_s + id);
    m_signOut->setObjectName(u"sign-out-"_s + id);
    m_rename->setAccessibleName(tr("Rename %1").arg(name));
    m_signOut->setAccessibleName(tr("Sign out %1").arg(name));
    connect(m_rename, &QPushButton::clicked, this, [this] { setMode(Mode::renaming); });
    connect(m_signOut, &QPushButton::clicked, this, [this] { setMode(Mode::signingOut); });
    connect(m_cancel, &QPushButton::clicked, this, &DeviceRow::giveUp);
    connect(m_yes, &QPushButton::clicked, this, [this] {
        if (m_mode == Mode::renaming) {
            save();
        } else {
            leaveMode();
            Q_EMIT signOutWanted();
        }
    });
    return buttons;
}

void DeviceRow::setMode(Mode mode) {
    m_mode = mode;
    const QString name = QString::fromStdString(m_device.name);
    m_names->setVisible(mode != Mode::renaming);
    m_line->setVisible(mode == Mode::renaming);
    m_detail->setVisible(mode != Mode::signingOut);
    m_question->setVisible(mode == Mode::signingOut);
    m_rename->setVisible(mode == Mode::shown);
    m_signOut->setVisible(mode == Mode::shown && !m_device.current); // this one leaves the server instead
    m_yes->setVisible(mode != Mode::shown);
    m_cancel->setVisible(mode != Mode::shown);
    m_yes->setText(mode == Mode::renaming ? tr("Save") : tr("Yes, sign it out"));
    m_yes->setAccessibleName(mode == Mode::renaming ? tr("Save the name") : tr("Yes, sign out %1").arg(name));
    if (mode == Mode::renaming) {
        m_line->setText(name);
        m_line->selectAll();
        m_line->setFocus();
    } else if (mode == Mode::signingOut) {
        m_cancel->setFocus(); // what is harmless
    }
}

void DeviceRow::leaveMode() {
    const Mode was = m_mode;
    setMode(Mode::shown);
    (was == Mode::renaming ? m_rename : m_signOut)->setFocus();
}

void DeviceRow::giveUp() {
    leaveMode();
    Q_EMIT givenUp();
}

void DeviceRow::save() {
    const QString name = m_line->text().trimmed();
    if (name.isEmpty()) {
        return;
    }
    if (name == QString::fromStdString(m_device.name)) {
        giveUp();
        return;
    }
    leaveMode();
    Q_EMIT renamed(name);
}

void DeviceRow::setAnswering(bool answers) {
    m_rename->setEnabled(answers);
    m_signOut->setEnabled(answers);
    m_yes->setEnabled(answers);
}

bool DeviceRow::eventFilter(QObject* watched, QEvent* event) {
    if (isBusy() && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        giveUp();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void DeviceRow::paintEvent(QPaintEvent* /*event*/) {
    if (!m_last) {
        QPainter painter(this);
        painter.fillRect(
            QRect(Card::kButtonPadding, height() - 1, width() - 2 * Card::kButtonPadding, 1),
            m_theme.color(Token::line));
    }
}

} // namespace cairn::ui
