#include "ui/pages/settings/assistant_card.h"

#include "ui/pages/settings/access_panel.h"
#include "ui/pages/settings/copied_text.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

QString program() {
    return QDir::toNativeSeparators(QDir(QCoreApplication::applicationDirPath()).filePath(u"cairnctl"_s));
}

// As a shell takes it.
QString quoted(QString word) {
    return u'\'' + word.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

AssistantCard::AssistantCard(
    api::Profile& profile, api::LocalAccess* access, Theme& theme, Navigator& navigator, QWidget* parent)
    : Card(theme, tr("Your assistant"), parent)
    , m_profile(profile)
    , m_theme(theme)
    , m_navigator(navigator) {
    body()->addWidget(makeParagraph(
        theme,
        tr("An assistant that speaks the Model Context Protocol can read your tasks, paths, level and notes, on this "
           "computer and nowhere else; what it sends to its own maker is between you and that. Add Cairn to it with "
           "this command, or with these settings:"),
        this));
    const QString folder = pathText(profile.state().folder);
    addCopied(
        tr("Command"), quoted(program()) + u" --home "_s + quoted(folder) + u" mcp"_s, tr("The command was copied."));
    const QJsonObject server{{u"command"_s, program()}, {u"args"_s, QJsonArray{u"--home"_s, folder, u"mcp"_s}}};
    addCopied(
        tr("Settings"),
        u"{\n  \"mcpServers\": {\n    \"cairn\": %1\n  }\n}"_s.arg(
            QString::fromUtf8(QJsonDocument(server).toJson(QJsonDocument::Compact))),
        tr("The settings were copied."));
    if (access != nullptr) {
        m_access = new AccessPanel(*access, theme, navigator, this);
        body()->addSpacing(8);
        body()->addWidget(m_access);
        body()->addSpacing(8);
    }
    m_mayPropose = new QCheckBox(tr("It may propose tasks and notes"), this);
    body()->addWidget(m_mayPropose);
    body()->addWidget(makeParagraph(
        theme,
        tr("What it proposes waits on Today until you accept or dismiss it. It can complete, verify, change and delete "
           "nothing."),
        this));
    connect(m_mayPropose, &QCheckBox::clicked, this, [this](bool may) {
        m_request =
            m_profile.setPreference(api::kProposalsPreference, may ? "yes" : "no", [this](base::Expected<bool> set) {
                if (!set) {
                    m_navigator.showError(set.error());
                }
                refresh();
            });
    });
    refresh();
}

void AssistantCard::addCopied(const QString& name, const QString& text, const QString& copied) {
    auto* shown = new CopiedText(m_theme, m_navigator, name, copied, this);
    shown->setText(text);
    body()->addWidget(shown);
}

void AssistantCard::refresh() {
    const api::ProfileState state = m_profile.state();
    if (m_access != nullptr) {
        m_access->refresh();
    }
    m_mayPropose->setChecked(api::mayPropose(state.preferences));
    m_mayPropose->setEnabled(!state.readOnly);
}

} // namespace cairn::ui
