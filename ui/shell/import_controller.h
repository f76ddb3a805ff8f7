#pragma once

#include "core/api/profile.h"
#include "ui/theme/theme.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace cairn::ui {

class BusyOverlay;
class Navigator;
class StatusStrip;

// Brings tracks and sample data in, one at a time: asks for the folder, shows how far it is, lets the person stop it,
// and reports what came of it. All of an import happens or nothing.
class ImportController : public QObject {
    Q_OBJECT

public:
    ImportController(
        api::Profile& profile, Theme& theme, Navigator& navigator, QWidget& window, BusyOverlay& overlay,
        StatusStrip& strip);

    void chooseFolder();
    void importFolder(const QString& folder);
    void addStarterPath(const QString& id);
    void addSample();
    void removeSample();

    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void imported(const QString& path);

private:
    void begin(const QString& doing);
    void finish();
    api::OnProgress steps();
    void answer(base::Expected<api::ImportReport> report, bool quiet);
    void showReport(const api::ImportReport& report);

    api::Profile& m_profile;
    Theme& m_theme;
    Navigator& m_navigator;
    QWidget& m_window;
    BusyOverlay& m_overlay;
    StatusStrip& m_strip;
    api::Request m_request;
    bool m_busy = false;
};

} // namespace cairn::ui
