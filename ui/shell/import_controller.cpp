#include "ui/shell/import_controller.h"

#include "ui/shell/import_report_dialog.h"
#include "ui/shell/navigator.h"
#include "ui/shell/status_strip.h"
#include "ui/widgets/busy_overlay.h"

#include <QDir>
#include <QFileDialog>

#include <algorithm>
#include <utility>

namespace cairn::ui {

ImportController::ImportController(
    api::Profile& profile, Theme& theme, Navigator& navigator, QWidget& window, BusyOverlay& overlay,
    StatusStrip& strip)
    : QObject(&window)
    , m_profile(profile)
    , m_theme(theme)
    , m_navigator(navigator)
    , m_window(window)
    , m_overlay(overlay)
    , m_strip(strip) {
    connect(&overlay, &BusyOverlay::cancelled, this, [this] { m_request.cancel(); });
    connect(&strip, &StatusStrip::cancelWanted, this, [this] { m_request.cancel(); });
}

void ImportController::chooseFolder() {
    auto* dialog = new QFileDialog(&m_window, tr("Choose the folder of an Exercism track"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportController::importFolder);
    dialog->open();
}

void ImportController::importFolder(const QString& folder) {
    if (m_busy) {
        return;
    }
    begin(tr("Reading the track…"));
    const std::filesystem::path path(QDir::toNativeSeparators(folder).toStdU16String());
    m_request = m_profile.imports().exercism(path, steps(), [this](auto report) { answer(std::move(report), false); });
}

void ImportController::addStarterPath(const QString& id) {
    const auto paths = m_profile.imports().starterPaths();
    const auto found = std::ranges::find(paths, id.toStdString(), &api::StarterPath::id);
    if (m_busy || found == paths.end()) {
        return;
    }
    begin(tr("Adding %1…").arg(QString::fromStdString(found->title)));
    m_request =
        m_profile.imports().exercism(found->folder, steps(), [this](auto report) { answer(std::move(report), true); });
}

void ImportController::addSample() {
    if (m_busy) {
        return;
    }
    begin(tr("Adding sample data…"));
    m_request = m_profile.imports().addSample(steps(), [this](base::Expected<api::ImportReport> report) {
        finish();
        if (!report) {
            m_navigator.showError(report.error());
            return;
        }
        m_navigator.announce(
            tr("Here are some weeks of an invented learner. Remove them under File or in Settings."), false);
        Q_EMIT imported(QString::fromStdString(report->path));
    });
}

void ImportController::removeSample() {
    if (m_busy) {
        return;
    }
    begin(tr("Removing sample data…"));
    m_request = m_profile.imports().removeSample([this](base::Expected<bool> removed) {
        finish();
        if (!removed) {
            m_navigator.showError(removed.error());
            return;
        }
        m_navigator.announce(tr("The sample data is gone. What you did yourself is untouched."), false);
    });
}

void ImportController::begin(const QString& doing) {
    m_busy = true;
    m_overlay.begin(doing);
    m_strip.beginWork(doing);
}

void ImportController::finish() {
    m_busy = false;
    m_overlay.end();
    m_strip.endWork();
}

api::OnProgress ImportController::steps() {
    // Steps of a run that has ended may still be on their way.
    return [self = QPointer(this)](const base::ProgressStep& step) {
        if (self && self->m_busy) {
            self->m_overlay.step(step);
            self->m_strip.stepWork(step);
        }
    };
}

void ImportController::answer(base::Expected<api::ImportReport> report, bool quiet) {
    finish();
    if (!report) {
        if (report.error().code == base::ErrorCode::Cancelled) {
            m_navigator.announce(tr("The import was cancelled. Nothing was changed."), false);
        } else {
            m_navigator.showError(report.error());
        }
        return;
    }
    const QString title = QString::fromStdString(report->title);
    if (quiet && report->warnings.empty()) {
        m_navigator.announce(
            tr("%1 was added: %n topic(s)", nullptr, static_cast<int>(report->concepts)).arg(title), false);
    } else {
        showReport(*report);
    }
    Q_EMIT imported(QString::fromStdString(report->path));
}

void ImportController::showReport(const api::ImportReport& report) {
    auto* dialog = new ImportReportDialog(m_theme, report, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace cairn::ui
