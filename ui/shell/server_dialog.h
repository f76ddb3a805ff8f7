#pragma once

#include "core/api/request.h"
#include "ui/widgets/fitting_dialog.h"

namespace cairn::ui {

class BusyOverlay;
class Notice;

// A dialog that asks a server for something: it shows that it waits, says what went wrong, and closes when it is
// answered. Closing it meanwhile asks what is under way to stop, and waits for that; a second time does not wait.
class ServerDialog : public FittingDialog {
    Q_OBJECT

public:
    void reject() override;
    void done(int result) override;

protected:
    ServerDialog(Theme& theme, int width, QWidget* parent);

    Notice* notice() const { return m_notice; } // to be put where what went wrong is to stand

    bool isAsking() const;
    void ask(const QString& doing, api::Request request);
    void endAsking(); // the answer is here

    // `whenUnauthorized`: what to do when the server does not accept who asks.
    void fail(const base::Error& error, const QString& whenUnauthorized = {});

private:
    Notice* m_notice;
    BusyOverlay* m_busy;
    bool m_stopping = false;
    api::Request m_request;
};

} // namespace cairn::ui
