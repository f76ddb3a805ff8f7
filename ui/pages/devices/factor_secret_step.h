#pragma once

#include "core/api/sync.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace cairn::ui {

class CheckedField;
class Notice;
class QrCode;
class TextLabel;

// What an authenticator program is to know, as a picture for its camera and as text, and the code that it shows then.
class FactorSecretStep : public QWidget {
    Q_OBJECT

public:
    explicit FactorSecretStep(Theme& theme, QWidget* parent = nullptr);

    void begin(const api::FactorSecret& secret, const api::SyncState& state);

    // Whether there is a code; says so where there is none.
    bool check();
    std::string code() const;

    // Nothing of the secret and the code is left here.
    void forget();

private:
    QWidget* makeByHand(Theme& theme);

    QrCode* m_picture;
    TextLabel* m_secret = nullptr;
    Notice* m_clock;
    CheckedField* m_code;
    QString m_toCopy;
};

} // namespace cairn::ui
