#pragma once

#include "core/base/progress.h"
#include "core/events/catalogue.h"
#include "core/events/receipt.h"
#include "core/store/event_log.h"
#include "core/store/folded_profile.h"
#include "core/store/program.h"
#include "core/store/projections.h"
#include "core/store/verify.h"
#include "core/store/writer_lock.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cairn::store {

// Something that happened at a time.
struct Entry {
    events::Draft draft;
    base::Millis at = 0; // milliseconds UTC
};

struct Opened {
    bool recovered = false; // the last writer ended uncleanly, and the check found all in order
};

class Batch;

// The writing end of a profile: log and projections in one database, changed together or not at all. One thread at a
// time. A process that is not the writer uses Database and the readers alone.
class Store {
public:
    // Becomes the writer of `folder`, which is made when it is not there. ErrorCode::ReadOnly when another process, or
    // another Store of this one, is the writer already; Unsupported for a profile of a newer program, which is left as
    // it is. After an unclean end the database and the chains' ends are checked first. Projections that were made
    // under another version of the fold or under other keys are made anew. Receipts of `keys` count, and those of the
    // keys that trust() pinned.
    static base::Expected<std::unique_ptr<Store>> open(
        const std::filesystem::path& folder, events::KeyRing keys, const base::Progress& progress = {},
        Program program = {});
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    static std::filesystem::path databaseFile(const std::filesystem::path& folder);

    // Appends to the logs of this device: gives each identity, time and link, folds it, and commits once. Answers with
    // what was appended. All of it or nothing.
    base::Expected<std::vector<events::Event>>
    append(std::span<const Entry> entries, const base::Progress& progress = {});

    // Takes in events of other devices, in any order; those that are here already change nothing but, where they come
    // from a server (`place`), their effective time, which is the server's to say. Each device's must
    // continue its chain, and stay in its stream, so that a stream can be erased without breaking a chain. An event
    // older than what its subject has folded folds that subject again, and no other. All of them or none. Answers with
    // how many were new.
    // With `place`, that a stream was taken in up to a cursor is stored in the same transaction.
    base::Expected<std::int64_t>
    receive(std::span<const events::Event> events, base::Millis now, const std::optional<StreamPlace>& place = {});

    // How far each stream was taken in.
    base::Expected<std::vector<StreamPlace>> places();

    // What another computer is to show until it has the events, as of one moment.
    base::Expected<FoldedProfile> folded();

    // Shows what another computer folded (FoldedProfile::rows) until endShowingAhead(): until then receive() stores and
    // does not fold, and what is written here is folded on top of what is shown. Changes nothing where a stream of a
    // server is here already. InvalidInput for what is not of this version of the fold.
    base::Expected<void> showAhead(const std::vector<std::string>& rows);

    // Whether that is so now.
    base::Expected<bool> showsAhead();

    // Folds anew from the events that are here: nothing of what was shown ahead is left. Says whether there was any.
    base::Expected<bool> endShowingAhead();

    // All devices whose logs leave this computer, in the order of their names; among them that of the learner's own
    // stream, also before its first event.
    base::Expected<std::vector<DeviceEnd>> devices();

    // Events of a device after `seq`, in order: at least one where there is one, and no more than `bytes` of payload of
    // more than one.
    base::Expected<std::vector<events::Event>> after(const std::string& device, std::int64_t seq, std::size_t bytes);

    // Gives the events of `device` from `seq` on a new name, with numbers from 1 and their own times: somebody else's
    // have that name. Where it is this profile that writes as `device`, it goes on under the new one; another's log is
    // to be taken in again: the mark of its stream's place is none that a server has given.
    base::Expected<void> leaveDevice(const std::string& device, std::int64_t seq);

    // Takes over what a server announces of the keys of its receipts: those that follow from the ones that it had (see
    // events::follow), which are pinned under its name and count from then on, also in all later opens. Says whether
    // what is shown changed: events that were here already carry receipts of new keys, and everything was folded anew.
    // Refused where they do not follow from what was pinned of it; then nothing changes.
    base::Expected<bool>
    trust(const std::string& server, const std::vector<events::AnnouncedKey>& announced, base::Millis now);

    // Erases a stream and folds what remains of its subjects. What was erased is overwritten in the database; backups
    // that were made before still hold it.
    base::Expected<void> eraseStream(const std::string& stream);

    // Makes every projection anew from the log, in one transaction. Answers with how many events were folded.
    base::Expected<std::int64_t> rebuild(const base::Progress& progress = {});

    // Whether everything holds together; changes nothing. See verifyDatabase().
    base::Expected<VerifyReport> verify(const base::Progress& progress = {}) {
        return verifyDatabase(m_database, m_keys, progress);
    }

    Database& database() { return m_database; }

    EventLog& log() { return m_log; }

    Projections& projections() { return m_projections; }

    const Opened& opened() const { return m_opened; }

    // Those that it was opened with, and those that are pinned.
    const events::KeyRing& keys() const { return m_keys; }

private:
    Store(const std::filesystem::path& folder, std::unique_ptr<WriterLock> lock, events::KeyRing keys, Program program);

    void prepare(const std::filesystem::path& folder, const base::Progress& progress);
    std::int64_t foldAnew(const events::KeyRing& keys, const base::Progress& progress);
    void checkAfterUncleanEnd();
    void continueChain(Batch& batch, DeviceTail& tail, const events::Event& event, bool fromServer);
    bool goesBack(const StreamPlace& place);
    void forgetWhatWasErased(const Batch& batch);
    void scrub();
    void hear(std::span<const events::Event* const> events, base::Millis now);
    std::string meta(const std::string& key);
    void setMeta(const std::string& key, const std::string& value);

    std::unique_ptr<WriterLock> m_lock;
    Database m_database;
    EventLog m_log;
    Projections m_projections;
    events::KeyRing m_keys;
    Program m_program;
    Opened m_opened{};
    bool m_ready = false; // prepared: only then is the end a clean one
};

// The stream that events about `subject` go to: sample data keep to a log of their own, so that they leave without a
// trace. `learner` names the learner's own.
std::string streamOf(const std::string& subject, const std::string& learner);
inline constexpr const char* kSampleStream = "sample";
inline constexpr const char* kSamplePrefix = "sample."; // of the ids of its paths, topics and tasks

} // namespace cairn::store
