#include "tests/sync/processes/home.h"

#include "core/service/open_profile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace cairn::test {

namespace {

constexpr int kPatience = 90'000; // ms

template<class T, class Ask> base::Expected<T> answerOf(Ask ask) {
    std::optional<base::Expected<T>> answered;
    const api::Request request = ask(api::Reply<T>([&](base::Expected<T> value) { answered = std::move(value); }));
    if (!QTest::qWaitFor([&] { return answered.has_value(); }, kPatience)) {
        qFatal("the profile does not answer");
    }
    return std::move(*answered);
}

std::unique_ptr<service::LocalProfile> openedProfile(const QString& folder) {
    const base::Clock clock{
        [] { return static_cast<base::Millis>(QDateTime::currentMSecsSinceEpoch()); }, [](base::Millis) { return 0; }};
    auto opened = service::openProfile(folder.toStdString(), {}, clock, [](std::function<void()> call) {
        QMetaObject::invokeMethod(qApp, std::move(call), Qt::QueuedConnection);
    });
    if (!opened || (*opened)->state().readOnly) {
        qFatal("%s: %s", qPrintable(folder), opened ? "another process writes it" : opened.error().message.c_str());
    }
    return std::move(*opened);
}

// Or does nothing, where the task does not allow it.
void changeOne(api::Tasks& tasks, const std::string& id, std::mt19937& random) {
    const auto word = std::to_string(random() % 1'000);
    const auto done = answerOf<api::Done>([&](auto reply) {
        events::TaskEdited changes;
        switch (random() % 6) {
        case 0:
            return tasks.act(api::TaskAction::complete, {id}, {}, std::move(reply));
        case 1:
            return tasks.act(api::TaskAction::skip, {id}, {}, std::move(reply));
        case 2:
            return tasks.schedule({id}, static_cast<std::int64_t>(random()) * 1'000, std::move(reply));
        case 3:
            changes.module = "module " + word;
            break;
        case 4:
            changes.tags = std::vector<std::string>{"tag" + word};
            break;
        default:
            changes.summary = std::string(random() % 3'000, 'x') + word;
        }
        return tasks.edit(id, std::move(changes), std::move(reply));
    });
    if (!done && done.error().code != base::ErrorCode::Refused) {
        qFatal("%s", done.error().message.c_str());
    }
}

} // namespace

Home::Home(QString name)
    : m_name(std::move(name)) {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TZ"_s, u"UTC"_s);
    environment.insert(u"CAIRN_PASSWORD"_s, u"Correct-Horse-9"_s);
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
}

Home::~Home() {
    m_process.kill();
    m_process.waitForFinished();
}

QStringList Home::words(const QStringList& arguments) const {
    return QStringList{u"--home"_s, m_folder.path()} + arguments;
}

QString Home::run(const QStringList& arguments) {
    QProcess process;
    process.setProcessEnvironment(m_process.processEnvironment());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(CAIRN_PROGRAM_DIR "/cairnctl"), words(arguments));
    // Not waitForFinished(): the proxy works in this thread.
    const bool ended = QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, kPatience);
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) {
        return {};
    }
    const QString how = !ended                                         ? u"does not end"_s
                        : process.exitStatus() == QProcess::NormalExit ? u"fails"_s
                                                                       : u"crashes"_s;
    process.kill();
    process.waitForFinished();
    return u"%1: cairnctl %2 %3: %4"_s.arg(m_name, arguments.join(u' '), how, QString::fromUtf8(process.readAll()));
}

QString Home::join(quint16 port, bool create) {
    return run(
        {u"account"_s, create ? u"create"_s : u"sign-in"_s, u"http://127.0.0.1:%1"_s.arg(port),
         QString::fromLatin1(kEmail), u"--device"_s, m_name, u"--secrets"_s, secrets()});
}

void Home::write(std::mt19937& random, int count) {
    const auto profile = openedProfile(m_folder.path());
    auto& tasks = profile->tasks();
    const auto page = answerOf<api::TaskPage>([&](auto reply) { return tasks.list({}, std::move(reply)); });
    std::vector<std::string> ids;
    for (const auto& row : page.value().rows) {
        ids.push_back(row.id);
    }
    for (int at = 0; at < count; ++at) {
        if (!ids.empty() && random() % 3 != 0) {
            changeOne(tasks, ids[random() % ids.size()], random);
            continue;
        }
        api::NewTask task;
        task.title = m_name.toStdString() + " " + std::to_string(m_titles.size());
        m_titles.insert(task.title);
        const auto done = answerOf<api::Done>([&](auto reply) { return tasks.add(task, std::move(reply)); });
        ids.push_back(done.value().changed.front());
    }
}

QString Home::syncOnce() {
    return run({u"sync"_s, u"--once"_s, u"--secrets"_s, secrets()});
}

void Home::start(bool watch) {
    m_said.clear();
    m_process.start(
        QStringLiteral(CAIRN_PROGRAM_DIR "/cairnctl"),
        words({u"sync"_s, watch ? u"--watch"_s : u"--once"_s, u"--secrets"_s, secrets()}));
}

bool Home::saidInSync() {
    m_said += m_process.readAll();
    return m_said.startsWith("in sync") || m_said.contains("\nin sync");
}

void Home::endAccess() {
    QFile file(secrets());
    if (!file.open(QIODevice::ReadWrite)) {
        qFatal("%s", qPrintable(file.errorString()));
    }
    auto all = QJsonDocument::fromJson(file.readAll()).object();
    for (auto entry = all.begin(); entry != all.end(); ++entry) {
        auto tokens = QJsonDocument::fromJson(entry.value().toString().toUtf8()).object();
        tokens[u"expires"_s] = 0;
        entry.value() = QString::fromUtf8(QJsonDocument(tokens).toJson(QJsonDocument::Compact));
    }
    file.resize(0);
    file.write(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

std::vector<OwnLog> Home::own() const {
    std::vector<OwnLog> all;
    for (const auto& row :
         rowsOf(database(), "SELECT device.device, seq FROM device JOIN writer ON device.device = writer.device")) {
        const auto bar = row.find('|');
        all.push_back({row.substr(0, bar), std::stoll(row.substr(bar + 1))});
    }
    return all;
}

std::string Home::fold() const {
    std::string all;
    for (const char* table :
         {"subject ORDER BY subject", "task ORDER BY id", "task_topic ORDER BY topic, task", "topic ORDER BY id",
          "path ORDER BY id"}) {
        for (const auto& row : rowsOf(database(), std::string("SELECT * FROM ") + table)) {
            all += row + "\n";
        }
    }
    return all;
}

std::vector<std::string> rowsOf(const QString& database, const std::string& query) {
    std::vector<std::string> rows;
    sqlite3* opened = nullptr;
    int status = sqlite3_open_v2(database.toUtf8().constData(), &opened, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_busy_timeout(opened, 10'000);
    const auto take = [](void* all, int count, char** values, char**) {
        std::string row;
        for (int column = 0; column < count; ++column) {
            row += (column == 0 ? "" : "|") + std::string(values[column] != nullptr ? values[column] : "-");
        }
        static_cast<std::vector<std::string>*>(all)->push_back(std::move(row));
        return 0;
    };
    if (status == SQLITE_OK) {
        status = sqlite3_exec(opened, query.c_str(), take, &rows, nullptr);
    }
    if (status != SQLITE_OK) {
        qFatal("%s: %s", qPrintable(database), sqlite3_errmsg(opened));
    }
    sqlite3_close(opened);
    return rows;
}

} // namespace cairn::test
