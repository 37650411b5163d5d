import { createLine } from "./line";
import { type Asked, type Drawn, type MarkdownThread, startMarkdownThread } from "./thread";

interface Config {
  /** Bundle of `markdown.worker.ts`. */
  readonly program: string | URL;
  /** Called when a thread ends in a way that it should not; being late is none of them. */
  readonly report: (error: unknown) => void;
  /** Threads at the same time. */
  readonly places?: number;
  /** How long one document may take. */
  readonly limitMs?: number;
  /** How long one may wait for its turn. */
  readonly patienceMs?: number;
  /** How long more than one thread is kept without anything to do. */
  readonly idleMs?: number;
}

export interface MarkdownThreads {
  /** `"late"`: it did not end in time, or broke its thread; `"full"`: no turn came. */
  draw(asked: Asked): Promise<Drawn | "late" | "full">;
  close(): Promise<void>;
}

/** One thread is there for whoever asks next; a second one starts when it is needed, and ends when it was not for a while. */
export function createMarkdownThreads(config: Config): MarkdownThreads {
  const { program, report, places = 2, limitMs = 10_000, patienceMs = 10_000, idleMs = 300_000 } = config;
  const line = createLine({ places, patienceMs });
  const start = () => startMarkdownThread({ program, limitMs, report });
  const idle = [start()];
  let clock: NodeJS.Timeout | undefined;

  const endIdle = async (kept: number) => {
    await Promise.all(idle.splice(kept).map((thread) => thread.end()));
  };
  const drawWith = async (thread: MarkdownThread, asked: Asked) => {
    clearTimeout(clock);
    const drawn = await thread.draw(asked);
    if (thread.isWorn()) void thread.end();
    else if (!thread.isGone()) idle.push(thread);
    if (idle.length === 0) idle.push(start());
    line.leave();
    clearTimeout(clock);
    clock = setTimeout(endIdle, idleMs, 1).unref();
    return drawn;
  };
  return {
    async draw(asked) {
      if (!(await line.enter(asked.source.length))) return "full";
      return drawWith(idle.pop() ?? start(), asked);
    },
    async close() {
      clearTimeout(clock);
      await endIdle(0);
    },
  };
}
