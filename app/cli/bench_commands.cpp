#include "app/cli/bench.h"
#include "app/cli/command.h"

namespace cairn::cli {

std::vector<Command> benchCommands() {
    const Option events{"events", "N", "How many events."};
    const Option rounds{"rounds", "N", "How many rounds, of which the median is told."};
    const Option place{"in", "DIR", "Measure in this folder instead of the one for temporary files."};
    return {
        {"bench",
         "store",
         "",
         0,
         0,
         "Measure appending events: one, 100 and all in a transaction.",
         "The floor inserts the same payloads into one indexed table by SQLite's C interface, in the same folder and "
         "with the same promises (WAL, synchronous=FULL).",
         {events, rounds, place},
         Needs::Nothing,
         benchStore},
        {"bench",
         "rebuild",
         "",
         0,
         0,
         "Measure making all tables anew from the log.",
         "The floor reads every payload and parses it.",
         {events, rounds, place},
         Needs::Nothing,
         benchRebuild},
        {"bench",
         "startup",
         "",
         0,
         0,
         "Measure opening a profile up to its first page.",
         "Also after an unclean end. The floor opens the database and reads one row.",
         {events, rounds, place},
         Needs::Nothing,
         benchStartup},
        {"bench",
         "mindmap",
         "",
         0,
         0,
         "Measure laying out maps of 100, 1,000 and 3,000 topics.",
         "Compared with the program dot where there is one.",
         {rounds, place},
         Needs::Nothing,
         benchMindmap},
    };
}

} // namespace cairn::cli
