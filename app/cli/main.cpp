#include "app/cli/platform.h"
#include "app/cli/run.h"

#include <chrono>

int main(int count, char** words) {
    using namespace cairn;
    using namespace std::chrono;
    cli::takeSignals();
    const base::Clock clock{
        [] { return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count(); }, cli::utcOffset};
    return cli::run({words + 1, words + count}, clock);
}
