#include "ui/models/sync_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace cairn::ui {

namespace {

struct SyncText {
    Q_DECLARE_TR_FUNCTIONS(SyncText)
};

int unsent(const api::SyncState& state) {
    constexpr std::int64_t kMost = 999'999; // as many as are worth counting
    return static_cast<int>(std::min(state.unsent, kMost));
}

// The server answers, and does not show that it is the one that was joined; this computer's clock may be why.
bool certificateFails(const api::SyncState& state) {
    return state.trouble && state.trouble->code == base::ErrorCode::Untrusted;
}

// "1 h 30 min": hours and minutes up to two days, because a clock in the wrong time zone is off by such.
QString span(base::Millis length) {
    const std::int64_t minutes = std::max<std::int64_t>(1, (length + 30'000) / 60'000);
    const std::int64_t hours = minutes / 60;
    const auto figure = [](std::int64_t number) { return QLocale().toString(static_cast<qlonglong>(number)); };
    if (hours >= 48) {
        return SyncText::tr("%n day(s)", nullptr, static_cast<int>((hours + 12) / 24));
    }
    if (hours == 0) {
        return SyncText::tr("%1 min").arg(figure(minutes));
    }
    return minutes % 60 == 0 ? SyncText::tr("%1 h").arg(figure(hours))
                             : SyncText::tr("%1 h %2 min").arg(figure(hours), figure(minutes % 60));
}

} // namespace

SyncStanding standingOf(const api::SyncState& state) {
    switch (state.phase) {
    case api::SyncPhase::off: // nothing to say of it
    case api::SyncPhase::connecting:
        return SyncStanding::connecting;
    case api::SyncPhase::live:
        return state.unsent > 0 ? SyncStanding::sending
               : state.caughtUp ? SyncStanding::inSync
                                : SyncStanding::fetching;
    case api::SyncPhase::offline:
        return state.trouble && state.trouble->code == base::ErrorCode::Unauthorized ? SyncStanding::locked
                                                                                     : SyncStanding::offline;
    case api::SyncPhase::signed_out:
        return SyncStanding::signedOut;
    case api::SyncPhase::refused:
        return SyncStanding::refused;
    }
    return SyncStanding::connecting;
}

QString syncLine(const api::SyncState& state) {
    QString server = serverName(state.server);
    const SyncStanding standing = standingOf(state);
    const bool answers = standing != SyncStanding::offline && standing != SyncStanding::locked &&
                         standing != SyncStanding::signedOut && standing != SyncStanding::refused;
    if (answers && clockIsWrong(state)) {
        return SyncText::tr("This computer's clock is %1 · %2").arg(clockText(state), server);
    }
    switch (standing) {
    case SyncStanding::connecting:
        return SyncText::tr("Connecting to %1").arg(server);
    case SyncStanding::sending:
        return SyncText::tr("Sending %n change(s) · %1", nullptr, unsent(state)).arg(server);
    case SyncStanding::fetching:
        return SyncText::tr("Fetching · %1").arg(server);
    case SyncStanding::inSync:
        return SyncText::tr("In sync · %1").arg(server);
    case SyncStanding::locked:
        return SyncText::tr("Waiting for the keychain");
    case SyncStanding::offline: {
        QStringList parts{SyncText::tr("Offline")};
        if (certificateFails(state)) {
            parts.append(SyncText::tr("the certificate does not hold"));
        }
        if (state.inSyncAt) {
            parts.append(SyncText::tr("last in sync %1", "a time or a day").arg(Words::moment(*state.inSyncAt)));
        }
        if (state.unsent > 0) {
            parts.append(SyncText::tr("%n change(s) to send", nullptr, unsent(state)));
        }
        return parts.join(u" · "_s);
    }
    case SyncStanding::signedOut:
        return SyncText::tr("Signed out · %1").arg(server);
    case SyncStanding::refused:
        return SyncText::tr("The server refuses · %1").arg(server);
    }
    return server;
}

QString syncSentence(const api::SyncState& state) {
    switch (standingOf(state)) {
    case SyncStanding::connecting:
        return state.inSyncAt ? SyncText::tr("On the way to the server.")
                              : SyncText::tr("On the way to the server. All that is here goes there, and all that the "
                                             "account has comes here.");
    case SyncStanding::sending:
        return SyncText::tr("%n change(s) on the way to the server.", nullptr, unsent(state));
    case SyncStanding::fetching:
        return SyncText::tr("What was done on other computers is coming in.");
    case SyncStanding::inSync:
        return state.inSyncAt
                   ? SyncText::tr("In sync since %1. What is here is at the server too, and what you do goes out at "
                                  "once.")
                         .arg(Words::moment(*state.inSyncAt))
                   : SyncText::tr("What is here is at the server too, and what you do goes out at once.");
    case SyncStanding::locked:
        return SyncText::tr(
            "The keychain does not give the sign-in to this server: it may be locked. Unlock it, or sign in "
            "again. What you do is kept here meanwhile.");
    case SyncStanding::offline: {
        QStringList parts{
            certificateFails(state)
                ? SyncText::tr("The server's certificate does not hold. What you do is kept here and "
                               "goes out by itself.")
                : SyncText::tr("The server cannot be reached. What you do is kept here and goes out by "
                               "itself.")};
        if (state.unsent > 0) {
            parts.append(SyncText::tr("%n change(s) wait.", nullptr, unsent(state)));
        }
        if (state.inSyncAt) {
            parts.append(SyncText::tr("Last in sync: %1.", "a time or a day").arg(Words::moment(*state.inSyncAt)));
        }
        if (state.againAt) {
            parts.append(SyncText::tr("Next try: %1.", "a time").arg(Words::moment(*state.againAt)));
        }
        return parts.join(u' ');
    }
    case SyncStanding::signedOut:
        return SyncText::tr("The server wants your password again. Until then nothing goes out and nothing comes in; "
                            "nothing is lost.");
    case SyncStanding::refused:
        return SyncText::tr("The server does not take what this computer has, and trying again would not help. "
                            "Everything is kept here, and you can go on.");
    }
    return {};
}

QString syncReason(const api::SyncState& state) {
    if (!state.trouble) {
        return {};
    }
    const QString message = QString::fromStdString(state.trouble->message);
    switch (standingOf(state)) {
    case SyncStanding::offline:
        return SyncText::tr("The reason: %1").arg(message);
    case SyncStanding::signedOut:
        return state.secretsKept ? SyncText::tr("The server says: %1").arg(message)
                                 : SyncText::tr("The reason: %1").arg(message);
    case SyncStanding::refused:
        switch (state.trouble->code) {
        case base::ErrorCode::Unsupported:
            return SyncText::tr("This Cairn and the server are of versions that do not understand each other (%1). "
                                "Update the older of the two.")
                .arg(message);
        case base::ErrorCode::Untrusted:
            return SyncText::tr("Something else answers in the server's place, or it has lost its keys (%1). Ask "
                                "whoever runs it.")
                .arg(message);
        case base::ErrorCode::Corrupt:
            return SyncText::tr("What is stored does not hold together (%1). Copy the profile's folder, then run the "
                                "check in Settings.")
                .arg(message);
        default:
            return SyncText::tr("The server says: %1").arg(message);
        }
    default:
        return {};
    }
}

ChipLook syncChip(const api::SyncState& state) {
    switch (standingOf(state)) {
    case SyncStanding::connecting:
        return {SyncText::tr("connecting"), u"arc"_s, Token::available, Token::availableGround};
    case SyncStanding::sending:
        return {
            SyncText::tr("sending %n", "changes", unsent(state)), u"arc"_s, Token::inProgress, Token::inProgressGround};
    case SyncStanding::fetching:
        return {SyncText::tr("fetching"), u"arc"_s, Token::inProgress, Token::inProgressGround};
    case SyncStanding::inSync:
        return {SyncText::tr("in sync"), u"check"_s, Token::done, Token::doneGround};
    case SyncStanding::locked:
        return {SyncText::tr("keychain"), u"lock"_s, Token::rusty, Token::rustyGround};
    case SyncStanding::offline:
        return {SyncText::tr("offline"), u"ring"_s, Token::locked, Token::lockedGround, true};
    case SyncStanding::signedOut:
        return {SyncText::tr("signed out"), u"lock"_s, Token::rusty, Token::rustyGround};
    case SyncStanding::refused:
        return {SyncText::tr("refused"), u"warning"_s, Token::rusty, Token::rustyGround};
    }
    return {};
}

bool clockIsWrong(const api::SyncState& state) {
    return std::abs(state.clockAhead) > api::kClockTolerance;
}

QString clockText(const api::SyncState& state) {
    const QString length = span(std::abs(state.clockAhead));
    return state.clockAhead > 0 ? SyncText::tr("%1 fast", "of a clock").arg(length)
                                : SyncText::tr("%1 slow", "of a clock").arg(length);
}

QString serverName(const std::string& address) {
    QString name = QString::fromStdString(address);
    if (name.startsWith("https://"_L1)) {
        name.remove(0, 8);
    }
    return name.endsWith(u'/') ? name.chopped(1) : name;
}

Words::Trouble serverTrouble(const base::Error& error) {
    Words::Trouble trouble = Words::of(error);
    if (error.code == base::ErrorCode::Refused) {
        trouble.todo = SyncText::tr("Whoever runs the server can say more.");
    } else if (error.code == base::ErrorCode::InvalidInput) {
        trouble.what = QString::fromStdString(error.message);
        trouble.todo = SyncText::tr("Correct it and try again.");
    } else if (error.code == base::ErrorCode::NotFound) {
        trouble.todo = SyncText::tr("It may have been removed on another computer in the meantime.");
    }
    if (!trouble.what.isEmpty()) { // servers and systems say it in half a sentence
        trouble.what[0] = trouble.what.at(0).toUpper();
    }
    return trouble;
}

QString passwordRules() {
    return SyncText::tr("At least 8 characters, with upper and lower case letters, a digit and another sign.");
}

} // namespace cairn::ui
