#pragma once

#include "core/api/connections.h"
#include "ui/widgets/card.h"

#include <optional>

class QPushButton;

namespace cairn::ui {

class ConnectPanel;
class Notice;
class StateChip;
class TextLabel;
class ThinProgressBar;

// One platform: the account that is connected there and what can be done with it, or the way to connect one.
class PlatformCard : public Card {
    Q_OBJECT

public:
    PlatformCard(Theme& theme, events::Platform platform, QWidget* parent = nullptr);

    events::Platform platform() const { return m_platform; }

    void setConnection(const std::optional<api::Connection>& connection);
    void setOffer(const std::optional<api::ConnectionOffer>& offer);
    void askingOffer();
    void offerFailed();
    void setReachable(bool reachable);
    void setBusy(bool busy);
    void showTrouble(const base::Error& error);

    bool isBusy() const { return m_busy; }

    bool isConnected() const { return m_connection.has_value(); }

    // What was begun, and is to be done next; none: nothing.
    void showStep(const std::optional<api::ConnectionStep>& step);

    void focusFirst();

Q_SIGNALS:
    void offerAsked(); // again
    void beginAsked(cairn::api::ConnectMethod method, const QString& account);
    void checkAsked();
    void givenUp();
    void refreshAsked();
    void importAsked();
    void disconnectAsked();

private:
    void render();
    bool holdsFocus() const;
    QString figuresText() const;
    base::Millis askedAt() const;
    QString outcomeText() const;

    Theme& m_theme;
    events::Platform m_platform;
    std::optional<api::Connection> m_connection{};
    std::optional<api::ConnectionOffer> m_offer{};
    bool m_reachable = false;
    bool m_busy = false;
    StateChip* m_chip;
    TextLabel* m_what;
    TextLabel* m_hidden;
    TextLabel* m_account;
    TextLabel* m_since;
    TextLabel* m_figures;
    TextLabel* m_said;
    TextLabel* m_outcome; // of what the server did in its time
    ThinProgressBar* m_waiting;
    Notice* m_notice;
    ConnectPanel* m_connect;
    QWidget* m_connected;
    QPushButton* m_refresh;
    QPushButton* m_import;
    QPushButton* m_disconnect;
};

} // namespace cairn::ui
