import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Ctx } from "@/server/kernel";
import type { Automaton, ListedWord } from "./automaton/automaton";
import type { Policy } from "./contract";
import { listPolicyRows, readVersion } from "./store/policies";
import { listWordsAfter } from "./store/words";

/** What holds at the moment. */
export interface Rules {
  readonly policies: readonly Policy[];
  /** `null`: it could not be made. */
  readonly automaton: Automaton | null;
}

/** The words and policies of the installation in the memory of this process. */
export interface Moderation {
  /** At most a second old. */
  rules(ctx: Ctx): Promise<Rules>;
}

declare module "@/server/kernel/live" {
  interface Live {
    readonly moderation: Moderation;
  }
}

interface Config {
  /** Bundle of `automaton/automaton.worker.ts`. */
  readonly program: string;
  /** How long what was read is taken for true; a second unless told. */
  readonly freshMs?: number;
}

interface Known extends Rules {
  readonly version: number;
}

const SLICE = 5_000;
const FIRST = "00000000-0000-0000-0000-000000000000";

export function createModeration({ program, freshMs = 1_000 }: Config): Moderation {
  let known: Known | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<Known> | null = null;

  const read = async (ctx: Ctx): Promise<Known> => {
    const version = await readVersion(ctx.db);
    if (known?.version === version) return known;
    const policies = await listPolicyRows(ctx.db);
    const words = await readWords(ctx);
    return { version, policies, automaton: await build(ctx, program, words) };
  };
  return {
    async rules(ctx) {
      if (known && performance.now() - askedAt < freshMs) return known;
      const startedAt = performance.now();
      reading ??= read(ctx).finally(() => {
        reading = null;
      });
      const found = await reading;
      askedAt = startedAt;
      known = found.automaton || !known ? found : { ...found, automaton: known.automaton };
      return known;
    },
  };
}

async function readWords({ db }: Ctx): Promise<ListedWord[]> {
  const words: ListedWord[] = [];
  for (let after = FIRST; ; ) {
    const rows = await listWordsAfter(db, after, SLICE);
    words.push(...rows.map(({ word, category, match }) => ({ word, category, match })));
    const last = rows.at(-1);
    if (!last || rows.length < SLICE) return words;
    after = last.id;
  }
}

/** In a thread: the event loop waits for nothing. */
async function build(ctx: Ctx, program: string, words: readonly ListedWord[]): Promise<Automaton | null> {
  const worker = new Worker(program, { workerData: words });
  try {
    const [automaton]: Automaton[] = await once(worker, "message");
    return automaton ?? null;
  } catch (error) {
    ctx.report(error);
    return null;
  } finally {
    void worker.terminate();
  }
}
