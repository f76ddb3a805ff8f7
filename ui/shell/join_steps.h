#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace cairn::ui {

class CheckedField;
class TextLabel;

// What a server may want before it lets somebody in. Each step shows what came with the answer, and asks one thing.

// The second factor, or one of the recovery codes.
class CodeStep : public QWidget {
    Q_OBJECT

public:
    explicit CodeStep(Theme& theme, QWidget* parent = nullptr);

    void begin(const QString& message);
    bool check();
    QString code() const;
    void forget();

private:
    TextLabel* m_message;
    CheckedField* m_code;
};

// A certificate that nobody vouches for: what that means, and its digest to be compared.
class CertificateStep : public QWidget {
    Q_OBJECT

public:
    explicit CertificateStep(Theme& theme, QWidget* parent = nullptr);

    void begin(const QString& server, const QString& message, const QString& digest);

    // In fours, eight a line, as one reads it out to somebody.
    static QString grouped(const QString& digest);

private:
    TextLabel* m_meaning;
    TextLabel* m_message;
    TextLabel* m_shown;
    QString m_digest;
};

// The account is there and waits for its e-mail address to be confirmed.
class ConfirmStep : public QWidget {
    Q_OBJECT

public:
    explicit ConfirmStep(Theme& theme, QWidget* parent = nullptr);

    void begin(const QString& email, const QString& message);

private:
    TextLabel* m_text;
    TextLabel* m_message;
};

} // namespace cairn::ui
