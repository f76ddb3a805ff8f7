#pragma once

#include "ui/theme/theme.h"

#include <QStringList>
#include <QWidget>

class QCheckBox;

namespace cairn::ui {

class Notice;
class TextLabel;

// The recovery codes, on the one occasion on which they are shown, and whether they have been kept.
class RecoveryCodesStep : public QWidget {
    Q_OBJECT

public:
    explicit RecoveryCodesStep(Theme& theme, QWidget* parent = nullptr);

    // `whose`: "ada@example.org at study.example.org", for the file that they may go to.
    void begin(const QStringList& codes, const QString& whose);

    bool areKept() const;
    void forget();

Q_SIGNALS:
    void keptChanged(bool kept);

private:
    QWidget* makeSheet(Theme& theme);
    void save();
    void saveTo(const QString& path);
    QString asText() const;

    TextLabel* m_shown = nullptr;
    Notice* m_notice;
    QCheckBox* m_kept;
    QStringList m_codes;
    QString m_whose;
};

} // namespace cairn::ui
