import { Worker } from "node:worker_threads";

/** A tree as JSON in UTF-8; `null`: the document asks too much. */
export type Drawn = Uint8Array<ArrayBuffer> | null;

/** A thread that draws one document after the other. */
export interface MarkdownThread {
  /** One at a time. A thread that is late is gone. */
  draw(source: string): Promise<Drawn | "late">;
  isGone(): boolean;
  /** A large document leaves a large heap behind: a new thread is cheaper. */
  isWorn(): boolean;
  end(): Promise<unknown>;
}

interface Config {
  /** Bundle of `markdown.worker.ts`. */
  readonly program: string | URL;
  /** How long one document may take, without the start of the thread. */
  readonly limitMs: number;
  /** Called when a thread ends in a way that it should not; being late is none of them. */
  readonly report: (error: unknown) => void;
}

export const READY = "ready";

const MEMORY = { maxOldGenerationSizeMb: 512 };
const MAX_CHARACTERS = 100_000;

export function startMarkdownThread({ program, limitMs, report }: Config): MarkdownThread {
  const worker = new Worker(program, { resourceLimits: MEMORY });
  worker.unref();
  const ready = Promise.withResolvers<void>();
  let answer: (drawn: Drawn | "late") => void = () => undefined;
  let isGone = false;
  let isWorn = false;
  worker.on("message", (told: Drawn | typeof READY) => (told === READY ? ready.resolve() : answer(told)));
  worker.on("error", report);
  worker.on("exit", () => {
    isGone = true;
    ready.resolve();
    answer("late");
  });
  return {
    async draw(source) {
      await ready.promise;
      if (isGone) return "late";
      isWorn ||= source.length > MAX_CHARACTERS;
      const { promise, resolve } = Promise.withResolvers<Drawn | "late">();
      answer = resolve;
      const clock = setTimeout(() => {
        isGone = true;
        void worker.terminate();
      }, limitMs);
      worker.postMessage(source);
      const drawn = await promise;
      clearTimeout(clock);
      return drawn;
    },
    isGone: () => isGone,
    isWorn: () => isWorn,
    end: () => worker.terminate(),
  };
}
