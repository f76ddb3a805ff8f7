#include "app/desktop/screenshots.h"

#include "app/desktop/composition.h"
#include "ui/paths/path_editor.h"
#include "ui/shell/main_window.h"
#include "ui/shell/task_form.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QKeyEvent>
#include <QPainter>
#include <QTemporaryDir>
#include <QTimer>

#include <optional>

using namespace Qt::StringLiterals;

namespace cairn::desktop {

namespace {

constexpr QSize kSize(1440, 900);

void waitFor(int milliseconds) {
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

QImage picture(QWidget& window, qreal ratio) {
    QImage image(window.size() * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    window.render(&image);
    return image;
}

// Pages fill themselves when answers come: the picture is finished when it stays as it is.
QImage settled(QWidget& window, qreal ratio = 1) {
    QElapsedTimer clock;
    clock.start();
    QImage last;
    for (QImage now = picture(window, ratio); now != last && clock.elapsed() < 5000; now = picture(window, ratio)) {
        last = now;
        waitFor(250);
    }
    return last;
}

template<class T, class Ask> std::optional<T> answer(Ask ask) {
    std::optional<T> value;
    QEventLoop loop;
    const api::Request request = ask(api::Reply<T>([&](base::Expected<T> got) {
        if (got) {
            value = std::move(*got);
        } else {
            qWarning("%s", got.error().message.c_str());
        }
        loop.quit();
    }));
    loop.exec();
    return value;
}

QString nameOf(ui::PlaceId place) {
    switch (place) {
    case ui::PlaceId::today:
        return u"today"_s;
    case ui::PlaceId::tasks:
        return u"tasks"_s;
    case ui::PlaceId::mindmap:
        return u"mindmap"_s;
    case ui::PlaceId::devices:
        return u"devices"_s;
    case ui::PlaceId::connections:
        return u"connections"_s;
    case ui::PlaceId::settings:
        return u"settings"_s;
    }
    return {};
}

class Camera {
public:
    // `path`: one of the learner's own, or empty.
    Camera(
        QString folder, api::Profile& profile, api::Sync& sync, api::LocalAccess& access, ui::Theme& theme,
        std::string path)
        : m_folder(std::move(folder))
        , m_profile(profile)
        , m_server(sync)
        , m_access(access)
        , m_theme(theme)
        , m_path(std::move(path)) {}

    bool drawAll(bool empty) {
        const auto today =
            answer<api::TodayView>([this](auto reply) { return m_profile.progress().today(std::move(reply)); });
        const auto draw = [&](const QString& variant, ui::Look look, int scale, qreal ratio) {
            m_theme.setLook(look);
            m_theme.setTextScale(scale);
            // A window of its own, because mirroring and scaling have to hold from the start.
            ui::MainWindow window(m_profile, m_server, m_theme, ui::MainWindow::Memory::none, &m_access);
            window.resize(kSize);
            window.show();
            for (const ui::PlaceEntry& place : window.places()) {
                if (empty && !place.makeWhenEmpty) {
                    continue;
                }
                window.goTo(place.id, itemIn(place.id, today));
                window.setFocus();
                keep(settled(window, ratio), (empty ? u"welcome"_s : nameOf(place.id)) + u'-' + variant);
            }
            if (!empty && scale == 100 && ratio == 1) {
                drawShell(window, variant);
            }
            if (!empty && ratio == 1) {
                ui::PathEditor editor(m_profile, m_server, m_theme, m_path, &window);
                editor.show();
                keep(settled(editor), u"path-editor-"_s + variant);
            }
        };
        draw(u"light"_s, ui::Look::light, 100, 1);
        draw(u"dark"_s, ui::Look::dark, 100, 1);
        draw(u"200"_s, ui::Look::light, 200, 1);
        draw(u"2x"_s, ui::Look::light, 100, 2);
        const Qt::LayoutDirection usual = QApplication::layoutDirection();
        QApplication::setLayoutDirection(usual == Qt::RightToLeft ? Qt::LeftToRight : Qt::RightToLeft);
        draw(usual == Qt::RightToLeft ? u"ltr"_s : u"rtl"_s, ui::Look::light, 100, 1);
        QApplication::setLayoutDirection(usual);
        return m_good;
    }

private:
    // Something that shows the place's drawer.
    static QString itemIn(ui::PlaceId place, const std::optional<api::TodayView>& today) {
        if (!today) {
            return {};
        }
        if (place == ui::PlaceId::tasks && !today->due.empty()) {
            return QString::fromStdString(today->due.front().id);
        }
        if (place == ui::PlaceId::mindmap && today->path) {
            return QString::fromStdString(today->path->position);
        }
        return {};
    }

    void drawShell(ui::MainWindow& window, const QString& variant) {
        window.goTo(ui::PlaceId::today);
        window.openPalette();
        keep(settled(window), u"palette-"_s + variant);
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QApplication::sendEvent(window.focusWidget(), &escape);
        ui::TaskForm form(m_profile, m_theme, &window);
        form.show();
        keep(settled(form), u"task-form-"_s + variant);
    }

    void keep(const QImage& image, const QString& name) {
        const QString file = QDir(m_folder).filePath(name + u".png"_s);
        if (!image.save(file)) {
            qCritical("%s could not be written", qPrintable(file));
            m_good = false;
        }
    }

    QString m_folder;
    api::Profile& m_profile;
    api::Sync& m_server;
    api::LocalAccess& m_access;
    ui::Theme& m_theme;
    std::string m_path;
    bool m_good = true;
};

// A path of the learner's own, with a bit of everything that its editor has to say.
std::string addPath(api::Profile& profile) {
    plan::PathPlan plan;
    plan.title = "A server of one's own";
    plan.language = "C++";
    plan.summary = "From a socket to something that others can use.";
    plan.topics = {
        {"sockets", "Sockets", "What goes over the wire.", "Boost.Asio", {}, {{"", "Echo", 3, "", {"async_read"}}}},
        {"json",
         "Reading JSON",
         "Requests and settings.",
         "JSON for Modern C++",
         {"sockets"},
         {{"", "A reader of settings", 3, "", {"parse"}}, {"", "Pretty printing", 4, "", {"dump", "indent"}}}},
        {"http", "HTTP by hand", "", "", {"sockets", "json"}, {}}};
    events::TopicDocumented found;
    found.at = 1;
    found.technology = plan.topics[1].technology;
    found.library = "/nlohmann/json";
    found.title = found.technology;
    found.source = "https://json.nlohmann.me/api/basic_json/parse/";
    found.found = {"parse", "dump", "indent"};
    events::TopicDocumented missing = found;
    missing.technology = missing.title = plan.topics[0].technology;
    missing.library = "/boostorg/asio";
    missing.found = {};
    missing.missing = {"async_read"};
    const auto done = answer<api::Done>([&](auto reply) {
        return profile.paths().save(plan, {}, {{"sockets", {}, missing}, {"json", {}, found}}, std::move(reply));
    });
    return done && !done->changed.empty() ? done->changed.front() : std::string();
}

bool drawProfile(const QString& home, const QString& folder, bool withSample, bool empty, ui::Theme& theme) {
    auto profile = openProfile(home);
    if (!profile) {
        qCritical("%s", profile.error().message.c_str());
        return false;
    }
    if (withSample && !answer<api::ImportReport>([&](auto reply) {
            return (*profile)->imports().addSample([](const base::ProgressStep&) {}, std::move(reply));
        })) {
        return false;
    }
    const auto sync = openSync(**profile);
    const auto access = openAccess(**profile, ui::MainWindow::Memory::none);
    return Camera(folder, **profile, *sync, *access, theme, withSample ? addPath(**profile) : std::string())
        .drawAll(empty);
}

} // namespace

int drawScreenshots(const Arguments& arguments, ui::Theme& theme) {
    if (!QDir().mkpath(arguments.screenshots)) {
        qCritical("%s could not be made", qPrintable(arguments.screenshots));
        return 1;
    }
    if (!arguments.home.isEmpty()) {
        const QString home = QDir(arguments.home).absolutePath();
        return drawProfile(home, arguments.screenshots, false, false, theme) ? 0 : 1;
    }
    const QTemporaryDir filled;
    const QTemporaryDir empty;
    return drawProfile(filled.path(), arguments.screenshots, true, false, theme) &&
                   drawProfile(empty.path(), arguments.screenshots, false, true, theme)
               ? 0
               : 1;
}

} // namespace cairn::desktop
