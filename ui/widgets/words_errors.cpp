#include "ui/widgets/words.h"

using namespace Qt::StringLiterals;

namespace cairn::ui {

Words::Trouble Words::of(const base::Error& error) {
    const QString message = QString::fromStdString(error.message);
    const QString place = QString::fromStdString(error.place);
    Trouble trouble;
    trouble.details = u"%1: %2"_s.arg(QString::fromLatin1(base::name(error.code)), message);
    if (!place.isEmpty()) {
        trouble.details += u"\n%1"_s.arg(place);
    }
    trouble.meaning = tr("Nothing was changed.");
    switch (error.code) {
    case base::ErrorCode::InvalidInput:
        trouble.what = place.isEmpty() ? tr("This could not be read: %1").arg(message)
                                       : tr("%1 could not be read: %2").arg(place, message);
        trouble.todo = tr("Correct it at that place and try again.");
        break;
    case base::ErrorCode::NotFound:
        trouble.what = tr("It is no longer there: %1").arg(message);
        trouble.todo = tr("It may have been removed in the meantime. Undo brings back what was deleted here.");
        break;
    case base::ErrorCode::Refused:
        trouble.what = message;
        trouble.todo = tr("The rules of the path do not allow it now.");
        break;
    case base::ErrorCode::LimitExceeded:
        trouble.what = tr("This is larger than Cairn reads: %1").arg(message);
        trouble.todo = tr("Check that it is what you meant to choose.");
        break;
    case base::ErrorCode::ReadOnly:
        trouble.what = tr("Another Cairn is writing to this profile.");
        trouble.todo = tr("Close the other window or program and open this one again.");
        break;
    case base::ErrorCode::Cancelled:
        trouble.what = tr("Cancelled.");
        break;
    case base::ErrorCode::Corrupt:
        trouble.what = tr("Stored data does not hold together: %1").arg(message);
        trouble.meaning = tr("Your log of what happened is kept as it is; nothing was overwritten.");
        trouble.todo = tr("Make a copy of the profile folder, then run the check in Settings.");
        break;
    case base::ErrorCode::Io:
        trouble.what = tr("The computer refused: %1").arg(message);
        trouble.todo =
            tr("Check that there is room on the disk and that the folder may be written to, then try again.");
        break;
    case base::ErrorCode::Unsupported:
        trouble.what = tr("This was written by a newer version of Cairn.");
        trouble.meaning = tr("Nothing was changed, and nothing is lost.");
        trouble.todo = tr("Update Cairn, then open it again.");
        break;
    case base::ErrorCode::Unreachable:
        trouble.what = tr("The server does not answer: %1").arg(message);
        trouble.meaning = tr("Nothing was changed. What you do is kept here and goes out later.");
        trouble.todo = tr("Check the address and the network, then try again.");
        break;
    case base::ErrorCode::Unauthorized:
        trouble.what = message;
        trouble.todo = tr("Sign in again.");
        break;
    case base::ErrorCode::Untrusted:
        trouble.what = tr("Nobody vouches for this server: %1").arg(message);
        trouble.todo = tr("Ask whoever runs the server before you trust it.");
        break;
    case base::ErrorCode::Busy:
        trouble.what = message;
        trouble.todo = tr("Wait, then try again.");
        break;
    }
    return trouble;
}

} // namespace cairn::ui
