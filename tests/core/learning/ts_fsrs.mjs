// Schedules histories with ts-fsrs, the reference of core/learning/memory.h.
//
// Usage: ts_fsrs.mjs NODE_MODULES < histories
//
// Reads [{ shortTerm, reviews: [{ grade, at }] }], times in milliseconds UTC, and writes for each of them the states
// after its reviews. `later` is the recall a hundred days after the review.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { fsrs, createEmptyCard } = await import(pathToFileURL(`${process.argv[2]}/ts-fsrs/dist/index.mjs`));

const day = 86_400_000;

function states({ shortTerm, reviews }) {
    const scheduler = fsrs({ enable_fuzz: false, enable_short_term: shortTerm });
    let card = createEmptyCard(new Date(0));
    return reviews.map(({ grade, at }) => {
        card = scheduler.next(card, new Date(at), grade).card;
        return {
            stage: card.state,
            step: card.learning_steps,
            stability: card.stability,
            difficulty: card.difficulty,
            days: card.scheduled_days,
            wait: card.due.getTime() - at,
            reviews: card.reps,
            lapses: card.lapses,
            later: scheduler.get_retrievability(card, new Date(at + 100 * day), false),
        };
    });
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(states)));
