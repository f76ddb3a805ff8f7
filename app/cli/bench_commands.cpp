#include "app/cli/bench.h"
#include "app/cli/command.h"

namespace cairn::cli {

std::vector<Command> benchCommands() {
    const Option events{"events", "N", "How many events."};
    const Option perTask{"per-task", "N", "How many events a task has (40)."};
    const Option rounds{"rounds", "N", "How many rounds, of which the median is told."};
    const Option place{"in", "DIR", "Measure in this folder instead of the one for temporary files."};
    return {
        {"bench",
         "store",
         "",
         0,
         0,
         "Measure appending events: one, 100 and all in a transaction.",
         "Once by commands, 100 tasks in each, and straight into the store. The floor inserts the same rows into the "
         "same tables by SQLite's C interface, in the same folder and with the same promises (WAL, synchronous=FULL).",
         {events, rounds, place},
         Needs::Nothing,
         benchStore},
        {"bench",
         "rebuild",
         "",
         0,
         0,
         "Measure making all tables anew from the log.",
         "The floor reads every row and parses its payload.",
         {events, rounds, place},
         Needs::Nothing,
         benchRebuild},
        {"bench",
         "startup",
         "",
         0,
         0,
         "Measure starting the desktop up to its first page.",
         "Also after an unclean end. The floor is an empty window of the same program.",
         {events, perTask, rounds, place},
         Needs::Nothing,
         benchStartup},
        {"bench",
         "mindmap",
         "",
         0,
         0,
         "Measure laying out maps of 100, 1,000 and 5,000 topics.",
         "The floor is the program dot (package graphviz) on the same graph and without lines.",
         {rounds, place},
         Needs::Nothing,
         benchMindmap},
        {"bench",
         "sync",
         "",
         0,
         0,
         "Measure exchanging 10,000 events with a cairnd on this computer.",
         "Pushed by one device and fetched by another, 200 single changes, and 50 clients with 200 events each. The "
         "floor stores the same events by SQLite's C interface, and echoes a message over loopback.",
         {rounds, place, {"tls", "", "Over TLS."}},
         Needs::Nothing,
         benchSync},
        {"bench",
         "idle",
         "",
         0,
         0,
         "Measure the memory that a cairnd takes for devices that are connected and do nothing.",
         "They connect one after the other and greet. As many files as that must be allowed to this program (ulimit "
         "-n).",
         {{"devices", "N", "So many; 10,000 unless given."}, place, {"tls", "", "Over TLS."}},
         Needs::Nothing,
         benchIdle},
    };
}

} // namespace cairn::cli
