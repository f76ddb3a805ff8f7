#pragma once

#include "core/api/local_access.h"
#include "core/api/profile.h"
#include "ui/widgets/card.h"

class QCheckBox;

namespace cairn::ui {

class AccessPanel;
class Navigator;

// How an assistant comes to read this profile, and whether it may propose.
class AssistantCard : public Card {
    Q_OBJECT

public:
    // `access`: null where this program lets nobody ask it.
    AssistantCard(
        api::Profile& profile, api::LocalAccess* access, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);

    void refresh();

private:
    void addCopied(const QString& name, const QString& text, const QString& copied);

    api::Profile& m_profile;
    Theme& m_theme;
    Navigator& m_navigator;
    AccessPanel* m_access = nullptr;
    QCheckBox* m_mayPropose = nullptr;
    api::Request m_request;
};

} // namespace cairn::ui
