#pragma once

#include "core/api/local_access.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace cairn::ui {

class CopiedText;
class Navigator;
class Notice;
class TextLabel;

// Whether programs of this computer may ask this window, where, and who has.
class AccessPanel : public QWidget {
    Q_OBJECT

public:
    AccessPanel(api::LocalAccess& access, Theme& theme, Navigator& navigator, QWidget* parent = nullptr);

    void refresh();

private:
    QWidget* makeRow(const QString& name, QWidget* field);
    void choose();
    QString whoAsked(const api::LocalAccessState& state) const;

    api::LocalAccess& m_access;
    Theme& m_theme;
    QCheckBox* m_on;
    QSpinBox* m_port;
    CopiedText* m_address;
    CopiedText* m_token;
    QWidget* m_where; // to ask, and who has
    TextLabel* m_asked;
    Notice* m_trouble;
    api::Subscription m_subscription;
};

} // namespace cairn::ui
