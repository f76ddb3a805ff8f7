#pragma once

#include "core/api/local_access.h"
#include "core/api/profile.h"
#include "ui/shell/place.h"
#include "ui/theme/theme.h"

class QLineEdit;
class QPushButton;
class QSlider;
class QVBoxLayout;

namespace cairn::ui {

class AssistantCard;
class Card;
class Navigator;
class Segmented;
class TextLabel;
class ThinProgressBar;

// How Cairn looks, who its learner is, where the data live, and whether all is in order with them.
class SettingsPage : public Place {
    Q_OBJECT

public:
    // `access`: null where this program lets nobody ask it.
    SettingsPage(
        api::Profile& profile, api::LocalAccess* access, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);

    QList<QAction*> placeActions() override;
    void focusContent() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    Card* addCard(const QString& title, const QString& about);
    void addRow(Card* card, const QString& name, QWidget* field);
    void buildAppearance();
    void buildLearner();
    void buildData();
    void buildAssistant(api::LocalAccess* access);
    void buildOrder();
    void buildAbout();

    void refresh();
    void setLook(Look look);
    void saveName();
    void removeSample();
    void check();
    void rebuild();
    void beginWork(const QString& doing);
    void endWork(const QString& outcome);
    void step(const base::ProgressStep& step);

    api::Profile& m_profile;
    Theme& m_theme;
    Navigator& m_navigator;
    QVBoxLayout* m_column = nullptr;
    Segmented* m_look = nullptr;
    QSlider* m_textSize = nullptr;
    TextLabel* m_textSizeShown = nullptr;
    QLineEdit* m_name = nullptr;
    TextLabel* m_folder = nullptr;
    AssistantCard* m_assistant = nullptr;
    QWidget* m_sampleRow = nullptr;
    QPushButton* m_removeSample = nullptr;
    QPushButton* m_check = nullptr;
    QPushButton* m_rebuild = nullptr;
    QWidget* m_work = nullptr;
    TextLabel* m_doing = nullptr;
    ThinProgressBar* m_bar = nullptr;
    QPushButton* m_cancel = nullptr;
    TextLabel* m_outcome = nullptr;
    QAction* m_checkAction = nullptr;
    QAction* m_rebuildAction = nullptr;
    bool m_working = false;

    api::Request m_request; // check or rebuild
    api::Request m_nameRequest;
    api::Request m_lookRequest;
    api::Request m_sampleRequest;
    api::Subscription m_subscription;
};

} // namespace cairn::ui
