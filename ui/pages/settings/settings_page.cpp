#include "ui/pages/settings/settings_page.h"

#include "ui/pages/settings/assistant_card.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_label.h"

#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

constexpr int kWidest = 760; // lines longer than this are hard to read

} // namespace

SettingsPage::SettingsPage(
    api::Profile& profile, api::LocalAccess* access, Theme& theme, Navigator& navigator, QWidget* parent)
    : Place(parent)
    , m_profile(profile)
    , m_theme(theme)
    , m_navigator(navigator) {
    setAccessibleName(tr("Settings"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(scroll);
    auto* content = new QWidget(scroll);
    scroll->setWidget(content);
    auto* margins = new QHBoxLayout(content);
    margins->setContentsMargins(32, 24, 32, 24);
    auto* middle = new QWidget(content);
    const auto resize = [this, middle] { middle->setMaximumWidth(m_theme.scaled(kWidest)); };
    connect(&theme, &Theme::changed, middle, resize);
    resize();
    margins->addWidget(middle, 1);
    margins->addStretch(0);
    m_column = new QVBoxLayout(middle);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(16);
    m_column->addWidget(new TextLabel(theme, Type::pageTitle, Token::text, tr("Settings"), middle));
    buildAppearance();
    buildLearner();
    buildData();
    buildAssistant(access);
    buildOrder();
    buildAbout();
    m_column->addStretch();

    m_checkAction = new QAction(tr("Check the data"), this);
    m_rebuildAction = new QAction(tr("Rebuild what is shown"), this);
    connect(m_checkAction, &QAction::triggered, this, [this] {
        m_navigator.goTo(PlaceId::settings);
        check();
    });
    connect(m_rebuildAction, &QAction::triggered, this, [this] {
        m_navigator.goTo(PlaceId::settings);
        rebuild();
    });
    m_subscription = profile.subscribe([this](const api::Change& change) {
        if (isVisible() && (change.profile || change.paths)) {
            refresh();
        }
    });
    connect(&theme, &Theme::changed, this, &SettingsPage::refresh);
    refresh();
}

QList<QAction*> SettingsPage::placeActions() {
    return {m_checkAction, m_rebuildAction};
}

void SettingsPage::focusContent() {
    m_look->setFocus();
}

void SettingsPage::showEvent(QShowEvent* event) {
    Place::showEvent(event);
    refresh();
}

void SettingsPage::refresh() {
    const api::ProfileState state = m_profile.state();
    m_look->setCurrent(static_cast<int>(m_theme.look()));
    const QSignalBlocker quiet(m_textSize);
    m_textSize->setValue(m_theme.textScale() / 10);
    m_textSizeShown->setText(tr("%1 %").arg(QLocale().toString(m_theme.textScale())));
    if (!m_name->hasFocus()) {
        m_name->setText(QString::fromStdString(state.name));
    }
    m_name->setReadOnly(state.readOnly);
    m_assistant->refresh();
    m_folder->setText(pathText(state.folder));
    m_sampleRow->setVisible(state.sample);
    m_removeSample->setEnabled(!state.readOnly);
    m_rebuild->setEnabled(!state.readOnly && !m_working);
    m_rebuildAction->setEnabled(m_rebuild->isEnabled());
    m_check->setEnabled(!m_working);
    m_checkAction->setEnabled(!m_working);
}

void SettingsPage::setLook(Look look) {
    m_theme.setLook(look);
    if (m_profile.state().readOnly) {
        return;
    }
    const char* name = look == Look::dark ? "dark" : look == Look::light ? "light" : "system";
    m_lookRequest = m_profile.setPreference("look", name, [this](base::Expected<bool> set) {
        if (!set) {
            m_navigator.showError(set.error());
        }
    });
}

void SettingsPage::saveName() {
    const std::string name = m_name->text().trimmed().toStdString();
    if (name == m_profile.state().name) {
        return;
    }
    m_nameRequest = m_profile.setName(name, [this](base::Expected<bool> set) {
        if (!set) {
            m_navigator.showError(set.error());
        } else {
            m_navigator.announce(tr("Your name was saved."), false);
        }
    });
}

void SettingsPage::removeSample() {
    m_removeSample->setEnabled(false);
    m_sampleRequest = m_profile.imports().removeSample([this](base::Expected<bool> removed) {
        if (!removed) {
            m_navigator.showError(removed.error());
        } else {
            m_navigator.announce(tr("The sample data is gone. What you did yourself is untouched."), false);
        }
        refresh();
    });
}

void SettingsPage::check() {
    if (m_working) {
        return;
    }
    beginWork(tr("Checking…"));
    m_request = m_profile.history().verify(
        [this](const base::ProgressStep& done) { step(done); },
        [this](base::Expected<api::VerifyReport> report) {
            if (!report) {
                endWork(tr("The check did not finish."));
                if (report.error().code != base::ErrorCode::Cancelled) {
                    m_navigator.showError(report.error());
                }
                return;
            }
            const QString events = tr("%n event(s) read", nullptr, static_cast<int>(report->events));
            if (report->troubles.empty()) {
                endWork(tr("All in order: %1, and everything shown is what they say.").arg(events));
                return;
            }
            QStringList lines{tr("%n thing(s) are not in order:", nullptr, static_cast<int>(report->troubles.size()))};
            for (const std::string& trouble : report->troubles) {
                lines.append(u"• "_s + QString::fromStdString(trouble));
            }
            endWork(lines.join(u'\n'));
        });
}

void SettingsPage::rebuild() {
    if (m_working) {
        return;
    }
    beginWork(tr("Rebuilding…"));
    m_request = m_profile.history().rebuild(
        [this](const base::ProgressStep& done) { step(done); },
        [this](base::Expected<std::int64_t> events) {
            if (!events) {
                endWork(tr("The rebuild did not finish. Everything is as it was before."));
                if (events.error().code != base::ErrorCode::Cancelled) {
                    m_navigator.showError(events.error());
                }
                return;
            }
            endWork(tr("Rebuilt from %n event(s).", nullptr, static_cast<int>(*events)));
        });
}

void SettingsPage::beginWork(const QString& doing) {
    m_working = true;
    m_doing->setText(doing);
    m_bar->setProgress(0, 0);
    m_outcome->hide();
    m_work->show();
    refresh();
}

void SettingsPage::step(const base::ProgressStep& step) {
    if (m_working) {
        m_bar->setProgress(step.done, step.total);
    }
}

void SettingsPage::endWork(const QString& outcome) {
    m_working = false;
    m_work->hide();
    m_outcome->setText(outcome);
    m_outcome->show();
    refresh();
}

} // namespace cairn::ui
