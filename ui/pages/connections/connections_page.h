#pragma once

#include "core/api/profile.h"
#include "core/api/sync.h"
#include "ui/shell/place.h"
#include "ui/theme/theme.h"

#include <QHash>
#include <QList>

#include <memory>
#include <optional>

class QGridLayout;
class QPushButton;

namespace cairn::ui {

class FiguresCard;
class Navigator;
class Notice;
class PlatformCard;
class SourcesCard;

// The accounts at platforms where the server looks for proof: connected or to be connected, and what the platforms say.
// The list comes from the log here and is there without a server; all that changes it is asked of the server.
class ConnectionsPage : public Place {
    Q_OBJECT

public:
    ConnectionsPage(
        api::Profile& profile, api::Sync& sync, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);

    QList<QAction*> placeActions() override;
    void focusContent() override;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeCards();
    void makeActions();
    void connectCard(PlatformCard& card);
    void refreshList();
    void askOffers();
    void render(const api::SyncState& state);
    void arrange();
    void begin(PlatformCard& card, api::ConnectMethod method, const QString& account);
    void check(PlatformCard& card);
    void disconnectAccount(PlatformCard& card);
    // An answer that a card waits for: `then` with what came, or its trouble is said in the card.
    template<class T, class Then> api::Reply<T> forCard(PlatformCard& card, Then then);

    api::Profile& m_profile;
    api::Sync& m_sync;
    Theme& m_theme;
    Navigator& m_navigator;
    Notice* m_notice = nullptr;
    QPushButton* m_signIn = nullptr;
    QPushButton* m_devices = nullptr;
    QGridLayout* m_grid = nullptr;
    QList<PlatformCard*> m_cards{};
    SourcesCard* m_sources = nullptr;
    FiguresCard* m_figures = nullptr;
    QAction* m_askAgain = nullptr;
    QAction* m_proven = nullptr;
    int m_columns = 0;
    std::optional<base::Error> m_offersTrouble{}; // of the last time that the server was asked for them
    bool m_live = false;
    bool m_stale = true;
    api::Request m_list;
    api::Request m_offers;
    QHash<PlatformCard*, std::shared_ptr<api::Request>> m_asked{}; // one at a time for each
    api::Subscription m_changes;
    api::Subscription m_syncSubscription;
};

} // namespace cairn::ui
