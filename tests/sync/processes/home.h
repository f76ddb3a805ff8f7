#pragma once

#include "tests/sync/processes/acknowledgements.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace cairn::test {

// The end of a log that this home writes.
struct OwnLog {
    std::string device;
    std::int64_t seq = 0;
};

// A learner's home, which the real cairnctl exchanges with a server, in a process of its own. Between two of its lives
// the test writes to it as a person would.
class Home {
public:
    static constexpr const char* kEmail = "me@example.org";

    explicit Home(QString name);
    ~Home();
    Home(const Home&) = delete;
    Home& operator=(const Home&) = delete;

    const QString& name() const { return m_name; }

    QString database() const { return m_folder.filePath(QStringLiteral("profile.db")); }

    // Runs cairnctl with this home to its end. What it said where it failed; else nothing.
    QString run(const QStringList& arguments);
    QString join(quint16 port, bool create);

    // Does `count` things, drawn by `random`. Titles of new tasks are unlike all others.
    void write(std::mt19937& random, int count);

    QString syncOnce();

    // Starts to exchange: once, or until it is ended.
    void start(bool watch);

    void kill() { m_process.kill(); }

    bool running() const { return m_process.state() != QProcess::NotRunning; }

    // The process that was started said that all is sent and fetched.
    bool saidInSync();

    const QByteArray& said() const { return m_said; }

    // The sign-in's access token is taken to have ended: the next exchange asks for another one first.
    void endAccess();

    std::vector<OwnLog> own() const;

    const std::set<std::string>& titles() const { return m_titles; } // of all tasks that were added here

    // The tables that the log was folded into, line by line: the same in every home of an account.
    std::string fold() const;

private:
    QStringList words(const QStringList& arguments) const;

    QString secrets() const { return m_folder.filePath(QStringLiteral("sign-in")); }

    QString m_name;
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_said;
    std::set<std::string> m_titles;
};

// All that a query finds, a row a line, columns divided by '|'. Changes nothing.
std::vector<std::string> rowsOf(const QString& database, const std::string& query);

} // namespace cairn::test
