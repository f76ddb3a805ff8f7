#include "ui/pages/devices/server_offer.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

ServerOffer::ServerOffer(Theme& theme, QWidget* parent)
    : Card(theme, tr("This profile is on this computer alone"), parent)
    , m_theme(theme) {
    body()->setSpacing(16);
    body()->addWidget(makeParagraph(
        theme, tr("That is all that Cairn needs. An account at a server, your own or your school's, adds to it:"),
        this));
    addGain(
        u"devices"_s, tr("The same on several computers"),
        tr("What you do on one is there on the others, whichever was without a network in between."));
    addGain(
        u"check"_s, tr("Achievements that others can believe"),
        tr("The server looks at LeetCode, Codeforces and GitHub for what you have solved, and signs for it."));
    addGain(
        u"folder"_s, tr("Still yours, still here"),
        tr("Everything stays on this computer too. It goes on offline, and after leaving the server as well."));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_signIn = makePrimaryButton(theme, tr("Sign in…"), this);
    auto* account = makeButton(theme, tr("Create an account…"), this);
    buttons->addWidget(m_signIn);
    buttons->addWidget(account);
    buttons->addStretch();
    body()->addLayout(buttons);
    connect(m_signIn, &QPushButton::clicked, this, &ServerOffer::signInAsked);
    connect(account, &QPushButton::clicked, this, &ServerOffer::accountAsked);
}

void ServerOffer::addGain(const QString& icon, const QString& title, const QString& text) {
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    auto* sign = new QLabel(this);
    const auto redraw = [this, sign, icon] {
        const int side = m_theme.scaled(20);
        sign->setPixmap(m_theme.icon(icon, Token::accent).pixmap(QSize(side, side), devicePixelRatioF()));
    };
    connect(&m_theme, &Theme::changed, sign, redraw);
    redraw();
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* name = makeParagraph(m_theme, title, this, Token::text);
    name->setStrong(true);
    words->addWidget(name);
    words->addWidget(makeParagraph(m_theme, text, this));
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    body()->addLayout(row);
}

void ServerOffer::focusFirst() {
    m_signIn->setFocus();
}

} // namespace cairn::ui
