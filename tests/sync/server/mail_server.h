#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace cairn::test {

// A mail server of this test's own (mail_server.py), in a process of its own, on 127.0.0.1.
class MailServer {
public:
    // `encrypts`: it offers STARTTLS, as the host 0.0.0.0, which nobody but certificate() vouches for.
    explicit MailServer(bool encrypts = false);
    ~MailServer();
    MailServer(const MailServer&) = delete;
    MailServer& operator=(const MailServer&) = delete;

    // Empty when it runs; else why not.
    QString trouble() const { return m_trouble; }

    // smtp://127.0.0.1:port. Reached as 0.0.0.0 it is a server like any other: only Linux knows that this is here.
    std::string address(const char* host = "127.0.0.1") const;
    std::string certificate() const;

    // What it does next, instead of taking a message: "RCPT 550 no such user", "DATA 451 later", "DATA hang".
    void tell(const QByteArray& answers) const;
    bool hangs() const;

    int count() const;
    QJsonObject message(int number) const; // from 1, as mail_server.py writes it

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_trouble;
    int m_port = 0;
};

} // namespace cairn::test
