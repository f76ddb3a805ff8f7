<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ProofText</name>
    <message numerus="yes">
        <source>%n commit(s) of yours</source>
        <translation>
            <numerusform>%n commit of yours</numerusform>
            <numerusform>%n commits of yours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n merged pull request(s) of yours</source>
        <translation>
            <numerusform>%n merged pull request of yours</numerusform>
            <numerusform>%n merged pull requests of yours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewText</name>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n month(s)</source>
        <translation>
            <numerusform>in %n month</numerusform>
            <numerusform>in %n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n year(s)</source>
        <translation>
            <numerusform>in %n year</numerusform>
            <numerusform>in %n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) late</source>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceText</name>
    <message numerus="yes">
        <source>%n lately</source>
        <comment>problems solved</comment>
        <translation>
            <numerusform>%n lately</numerusform>
            <numerusform>%n lately</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s)</source>
        <translation>
            <numerusform>%n commit</numerusform>
            <numerusform>%n commits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pull request(s)</source>
        <translation>
            <numerusform>%n pull request</numerusform>
            <numerusform>%n pull requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncText</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s) · %1</source>
        <translation>
            <numerusform>Sending %n change · %1</numerusform>
            <numerusform>Sending %n changes · %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to send</source>
        <translation>
            <numerusform>%n change to send</numerusform>
            <numerusform>%n changes to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) on the way to the server.</source>
        <translation>
            <numerusform>%n change is on the way to the server.</numerusform>
            <numerusform>%n changes are on the way to the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait.</source>
        <translation>
            <numerusform>%n change waits.</numerusform>
            <numerusform>%n changes wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sending %n</source>
        <comment>changes</comment>
        <translation>
            <numerusform>sending %n</numerusform>
            <numerusform>sending %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskText</name>
    <message numerus="yes">
        <source>%n more</source>
        <comment>topics or tasks</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Started %n task(s)</source>
        <translation>
            <numerusform>Started %n task</numerusform>
            <numerusform>Started %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Completed %n task(s)</source>
        <translation>
            <numerusform>Completed %n task</numerusform>
            <numerusform>Completed %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skipped %n task(s)</source>
        <translation>
            <numerusform>Skipped %n task</numerusform>
            <numerusform>Skipped %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n task(s)</source>
        <translation>
            <numerusform>Deleted %n task</numerusform>
            <numerusform>Deleted %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Asked for proof of %n task(s)</source>
        <translation>
            <numerusform>Asked for proof of %n task</numerusform>
            <numerusform>Asked for proof of %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Erased %n task(s) for ever</source>
        <translation>
            <numerusform>Erased %n task for ever</numerusform>
            <numerusform>Erased %n tasks for ever</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::ActivityCalendar</name>
    <message numerus="yes">
        <source>Activity of the last %n week(s)</source>
        <translation>
            <numerusform>Activity of the last %n week</numerusform>
            <numerusform>Activity of the last %n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>active on %n day(s)</source>
        <translation>
            <numerusform>active on %n day</numerusform>
            <numerusform>active on %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n done</source>
        <translation>
            <numerusform>%1: %n done</numerusform>
            <numerusform>%1: %n done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::ActivityCard</name>
    <message numerus="yes">
        <source>Streak · %n day(s)</source>
        <translation>
            <numerusform>Streak · %n day</numerusform>
            <numerusform>Streak · %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n freeze(s) in hand.</source>
        <translation>
            <numerusform>%n freeze in hand.</numerusform>
            <numerusform>%n freezes in hand.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Longest: %n day(s).</source>
        <translation>
            <numerusform>Longest: %n day.</numerusform>
            <numerusform>Longest: %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::BulkBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <comment>tasks</comment>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::DrawerHead</name>
    <message numerus="yes">
        <source>Waits for %n topic(s)</source>
        <translation>
            <numerusform>Waits for %n topic</numerusform>
            <numerusform>Waits for %n topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::DueCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>tasks</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::EraseDialog</name>
    <message numerus="yes">
        <source>Erase %n task(s) for ever?</source>
        <translation>
            <numerusform>Erase %n task for ever?</numerusform>
            <numerusform>Erase %n tasks for ever?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::FilterBar</name>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::HistoryList</name>
    <message numerus="yes">
        <source>although %n prerequisite(s) were missing</source>
        <translation>
            <numerusform>although %n prerequisite was missing</numerusform>
            <numerusform>although %n prerequisites were missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>with %n hint(s)</source>
        <translation>
            <numerusform>with %n hint</numerusform>
            <numerusform>with %n hints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::ImportController</name>
    <message numerus="yes">
        <source>%1 was added: %n topic(s)</source>
        <translation>
            <numerusform>%1 was added: %n topic</numerusform>
            <numerusform>%1 was added: %n topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::ImportReportDialog</name>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::LeaveDialog</name>
    <message numerus="yes">
        <source>%n change(s) have not gone out yet. They stay on this computer alone.</source>
        <translation>
            <numerusform>%n change has not gone out yet. It stays on this computer alone.</numerusform>
            <numerusform>%n changes have not gone out yet. They stay on this computer alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n due</source>
        <translation>
            <numerusform>%n due</numerusform>
            <numerusform>%n due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) proposed to you: see Today</source>
        <translation>
            <numerusform>%n thing proposed to you: see Today</numerusform>
            <numerusform>%n things proposed to you: see Today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::MapWords</name>
    <message numerus="yes">
        <source>%1 of %n task(s) done</source>
        <translation>
            <numerusform>%1 of %n task done</numerusform>
            <numerusform>%1 of %n tasks done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::NextStepCard</name>
    <message numerus="yes">
        <source>Opens %1; %n topic(s) further on need it.</source>
        <translation>
            <numerusform>Opens %1; %n topic further on needs it.</numerusform>
            <numerusform>Opens %1; %n topics further on need it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Part of %1, which %n topic(s) further on need.</source>
        <translation>
            <numerusform>Part of %1, which %n topic further on needs.</numerusform>
            <numerusform>Part of %1, which %n topics further on need.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s) need it, near or far.</source>
        <translation>
            <numerusform>%n topic needs it, near or far.</numerusform>
            <numerusform>%n topics need it, near or far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::PathCard</name>
    <message numerus="yes">
        <source>%n topic(s) done</source>
        <translation>
            <numerusform>%n topic done</numerusform>
            <numerusform>%n topics done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in progress</source>
        <translation>
            <numerusform>%n in progress</numerusform>
            <numerusform>%n in progress</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n available</source>
        <translation>
            <numerusform>%n available</numerusform>
            <numerusform>%n available</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n locked</source>
        <translation>
            <numerusform>%n locked</numerusform>
            <numerusform>%n locked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::PathEditor</name>
    <message numerus="yes">
        <source>%n topic(s) are unproven</source>
        <translation>
            <numerusform>%n topic is unproven</numerusform>
            <numerusform>%n topics are unproven</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::PlatformCard</name>
    <message numerus="yes">
        <source>%n solved</source>
        <comment>problems</comment>
        <translation>
            <numerusform>%n solved</numerusform>
            <numerusform>%n solved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s)</source>
        <translation>
            <numerusform>%n commit</numerusform>
            <numerusform>%n commits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pull request(s)</source>
        <translation>
            <numerusform>%n pull request</numerusform>
            <numerusform>%n pull requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tried</source>
        <comment>problems</comment>
        <translation>
            <numerusform>%n tried</numerusform>
            <numerusform>%n tried</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n solved lately</source>
        <comment>problems</comment>
        <translation>
            <numerusform>%n solved lately</numerusform>
            <numerusform>%n solved lately</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>History: %n problem(s) came in, %1</source>
        <translation>
            <numerusform>History: %n problem came in, %1</numerusform>
            <numerusform>History: %n problems came in, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::ProposalsCard</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::RefusalPanel</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>tasks</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::RemarkList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::ReviewSummary</name>
    <message numerus="yes">
        <source>%n problem(s) reviewed</source>
        <translation>
            <numerusform>%n problem reviewed</numerusform>
            <numerusform>%n problems reviewed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) skipped.</source>
        <translation>
            <numerusform>%n problem skipped.</numerusform>
            <numerusform>%n problems skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) not asked any more.</source>
        <translation>
            <numerusform>%n problem not asked any more.</numerusform>
            <numerusform>%n problems not asked any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) still due today.</source>
        <translation>
            <numerusform>%n problem still due today.</numerusform>
            <numerusform>%n problems still due today.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The next %n come back %1.</source>
        <translation>
            <numerusform>The next one comes back %1.</numerusform>
            <numerusform>The next %n come back %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::ReviewView</name>
    <message numerus="yes">
        <source>Reviewed %n time(s), last %1.</source>
        <translation>
            <numerusform>Reviewed %n time, last %1.</numerusform>
            <numerusform>Reviewed %n times, last %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::ReviewsCard</name>
    <message numerus="yes">
        <source>Reviews · %n due</source>
        <translation>
            <numerusform>Reviews · %n due</numerusform>
            <numerusform>Reviews · %n due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Review %n problem(s)</source>
        <translation>
            <numerusform>Review %n problem</numerusform>
            <numerusform>Review %n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>reviews</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) reviewed today.</source>
        <translation>
            <numerusform>%n problem reviewed today.</numerusform>
            <numerusform>%n problems reviewed today.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::SettingsPage</name>
    <message numerus="yes">
        <source>%n event(s) read</source>
        <translation>
            <numerusform>%n event read</numerusform>
            <numerusform>%n events read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) are not in order:</source>
        <translation>
            <numerusform>%n thing is not in order:</numerusform>
            <numerusform>%n things are not in order:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rebuilt from %n event(s).</source>
        <translation>
            <numerusform>Rebuilt from %n event.</numerusform>
            <numerusform>Rebuilt from %n events.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::TaskCommands</name>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::TimelineModel</name>
    <message numerus="yes">
        <source>%1, %n task(s)</source>
        <translation>
            <numerusform>%1, %n task</numerusform>
            <numerusform>%1, %n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::TodayPage</name>
    <message numerus="yes">
        <source>%n thing(s) due.</source>
        <translation>
            <numerusform>%n thing due.</numerusform>
            <numerusform>%n things due.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them overdue.</source>
        <comment>tasks</comment>
        <translation>
            <numerusform>%n of them overdue.</numerusform>
            <numerusform>%n of them overdue.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) to review.</source>
        <translation>
            <numerusform>%n problem to review.</numerusform>
            <numerusform>%n problems to review.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::TopicDrawer</name>
    <message numerus="yes">
        <source>%1 of %n task(s) done</source>
        <translation>
            <numerusform>%1 of %n task done</numerusform>
            <numerusform>%1 of %n tasks done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waits for %n topic(s)</source>
        <translation>
            <numerusform>Waits for %n topic</numerusform>
            <numerusform>Waits for %n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %n task(s)</source>
        <translation>
            <numerusform>Show all %n task</numerusform>
            <numerusform>Show all %n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cairn::ui::Words</name>
    <message numerus="yes">
        <source>add %n task(s)</source>
        <translation>
            <numerusform>add %n task</numerusform>
            <numerusform>add %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>edit %n task(s)</source>
        <translation>
            <numerusform>edit %n task</numerusform>
            <numerusform>edit %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>plan %n task(s)</source>
        <translation>
            <numerusform>plan %n task</numerusform>
            <numerusform>plan %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>start %n task(s)</source>
        <translation>
            <numerusform>start %n task</numerusform>
            <numerusform>start %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>complete %n task(s)</source>
        <translation>
            <numerusform>complete %n task</numerusform>
            <numerusform>complete %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>skip %n task(s)</source>
        <translation>
            <numerusform>skip %n task</numerusform>
            <numerusform>skip %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>delete %n task(s)</source>
        <translation>
            <numerusform>delete %n task</numerusform>
            <numerusform>delete %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ask for proof of %n task(s)</source>
        <translation>
            <numerusform>ask for proof of %n task</numerusform>
            <numerusform>ask for proof of %n tasks</numerusform>
        </translation>
    </message>
</context>
</TS>
