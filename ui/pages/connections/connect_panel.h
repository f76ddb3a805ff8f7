#pragma once

#include "core/api/connections.h"
#include "ui/theme/theme.h"

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
    void setReachable(bool reachable); // the server

    // What was begun; none: not begun, or given up.
    void showStep(const std::optional<api::ConnectionStep>& step);
    void showBusy(bool busy);
    void showTrouble(const base::Error& error);

    void focusFirst();

    bool isUnderWay() const { return m_step.has_value(); }

Q_SIGNALS:
    void beginAsked(cairn::api::ConnectMethod method, const QString& account);
    void checkAsked();
    void givenUp();

private:
    void render();
    void addWays(QVBoxLayout& column);
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
    bool m_reachable = false;
    bool m_busy = false;
    QTimer m_look; // a code that was typed elsewhere is noticed by itself
};

} // namespace cairn::ui
