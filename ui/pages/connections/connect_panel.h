#pragma once

#include "core/api/connections.h"
#include "ui/theme/theme.h"

#include <QList>
#include <QTimer>
#include <QWidget>

#include <optional>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace cairn::ui {

class Notice;
class TextLabel;

// How an account at a platform becomes connected: the ways that the server offers, then what is to be done, then a look
// whether it was. It asks the page for what the server has to do.
class ConnectPanel : public QWidget {
    Q_OBJECT

public:
    ConnectPanel(Theme& theme, events::Platform platform, QWidget* parent = nullptr);

    void setOffer(const std::optional<api::ConnectionOffer>& offer);
    void askingOffer();
    void offerFailed(); // what was offered before stays

    void setReachable(bool reachable); // the server

    // What was begun; none: not begun, or given up.
    void showStep(const std::optional<api::ConnectionStep>& step);
    void showBusy(bool busy);
    void showTrouble(const base::Error& error); // NotFound: what was begun has ended

    void focusFirst();

    bool isUnderWay() const { return m_step.has_value(); }

Q_SIGNALS:
    void offerAsked(); // again
    void beginAsked(cairn::api::ConnectMethod method, const QString& account);
    void checkAsked();
    void givenUp();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    // What is known of the ways that the server offers.
    enum class Offers { asked, failed, askedAgain, came };

    void render();
    void refresh();
    void begin(api::ConnectMethod method, const QString& account);
    void addWays(QVBoxLayout& column);
    void addNoOffer(QVBoxLayout& column);
    void addChallengeForm(QVBoxLayout& column);
    void addStep(QVBoxLayout& column, const api::ConnectionStep& step);
    void addCopyable(QVBoxLayout& column, const QString& name, const QString& text);
    void addOpen(QVBoxLayout& column, const QString& url, const QString& words);
    QString nameOf(api::ConnectMethod method) const;
    void lookLater();

    Theme& m_theme;
    events::Platform m_platform;
    Notice* m_notice;
    QWidget* m_inside = nullptr;
    QVBoxLayout* m_column;
    QString m_account; // as it was typed
    std::optional<api::ConnectionOffer> m_offer{};
    std::optional<api::ConnectionStep> m_step{};
    Offers m_offers = Offers::asked;
    QList<QPushButton*> m_ways{};
    QPushButton* m_check = nullptr; // of a step
    QPushButton* m_again = nullptr; // where no offer came
    bool m_reachable = false;
    bool m_busy = false;
    bool m_seen = false;
    QTimer m_look{this}; // a code that was typed elsewhere is noticed by itself, while anybody sees the panel
};

} // namespace cairn::ui
