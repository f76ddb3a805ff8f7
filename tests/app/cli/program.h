#pragma once

#include "tests/core/exchange/track_folder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

namespace cairn::cli {

struct Ended {
    int status = -1; // -1: it crashed or was killed
    QByteArray out;
    QByteArray err;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }

    QJsonValue error() const { return QJsonDocument::fromJson(err)["error"]; }

    QString code() const { return error()["code"].toString(); }

    QString message() const { return error()["message"].toString(); }
};

// The real program with a profile of its own, in a time zone that has no surprises.
class Program {
public:
    QString home() const { return m_folder.filePath("home"); }

    std::filesystem::path database() const { return (home() + "/profile.db").toStdString(); }

    void start(QProcess& process, const QStringList& arguments) const {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("TZ", "UTC");
        environment.insert("CAIRN_HOME", home());
        process.setProcessEnvironment(environment);
        process.start(CAIRN_PROGRAM_DIR "/cairnctl", arguments);
        QVERIFY(process.waitForStarted());
    }

    static Ended end(QProcess& process) {
        process.closeWriteChannel();
        const bool finished = process.waitForFinished(240'000) && process.exitStatus() == QProcess::NormalExit;
        return {finished ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
    }

    Ended run(const QStringList& arguments) const {
        QProcess process;
        start(process, arguments);
        return end(process);
    }

    // With --json.
    Ended ask(const QStringList& arguments) const { return run(QStringList("--json") + arguments); }

    // What changed so far, newest first.
    QJsonArray log() const { return ask({"log", "--limit", "10000"}).json().array(); }

private:
    QTemporaryDir m_folder;
};

// A track of two topics: hello teaches basics, loops-drill needs basics and teaches loops, and warm-up needs basics and
// practises loops.
inline void fillTrack(const exchange::TrackFolder& folder) {
    folder.write("config.json", R"({"slug":"tiny","language":"Tiny","blurb":"A tiny track.",
        "concepts":[{"slug":"basics","name":"Basics"},{"slug":"loops","name":"Loops"}],
        "exercises":{"concept":[
            {"slug":"hello","name":"Hello","concepts":["basics"],"prerequisites":[]},
            {"slug":"loops-drill","name":"Loops Drill","concepts":["loops"],"prerequisites":["basics"]}],
        "practice":[{"slug":"warm-up","name":"Warm Up","practices":["loops"],"prerequisites":["basics"],
            "difficulty":4}]}})");
    folder.write("exercises/concept/hello/.docs/instructions.md", "Say \x1b[31mhello\x1b[0m.\n");
}

} // namespace cairn::cli
