import { Worker } from "node:worker_threads";
import type { CodeLanguage } from "@/components/ui/highlight";

/** A document, or code of a language. */
export interface Asked {
  readonly source: string;
  readonly language?: CodeLanguage;
}

/** `null`: it asks too much. */
export type Drawn = {
  /** About how many elements of a page it takes. */
  readonly elements: number;
  /** The tree of a document or the colours of code as JSON, in zstd: what is drawn of formulas and tables repeats itself. */
  readonly packed: Uint8Array;
} | null;

/** What a thread says: that it can begin, and what came of each document. */
export type Told = "ready" | { readonly drawn: Drawn; readonly heapBytes: number };

/** A thread that draws one document after the other. */
export interface MarkdownThread {
  /** One at a time. A thread that is late is gone. */
  draw(asked: Asked): Promise<Drawn | "late">;
  isGone(): boolean;
  /** Large documents leave a large heap behind: a new thread is cheaper. */
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

/** A README of 270 kB with tables and formulas fits into 256 MB; what a thread had stays with the process when it ends. */
const MEMORY = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 16 };
const WORN_BYTES = 100 * 1024 ** 2;

export function startMarkdownThread({ program, limitMs, report }: Config): MarkdownThread {
  const worker = new Worker(program, { resourceLimits: MEMORY });
  worker.unref();
  const ready = Promise.withResolvers<void>();
  let answer: (drawn: Drawn | "late") => void = () => undefined;
  let isGone = false;
  let isWorn = false;
  worker.on("message", (told: Told) => {
    if (told === "ready") return ready.resolve();
    isWorn = told.heapBytes > WORN_BYTES;
    answer(told.drawn);
  });
  worker.on("error", report);
  worker.on("exit", () => {
    isGone = true;
    ready.resolve();
    answer("late");
  });
  return {
    async draw(asked) {
      await ready.promise;
      if (isGone) return "late";
      const { promise, resolve } = Promise.withResolvers<Drawn | "late">();
      answer = resolve;
      const clock = setTimeout(() => {
        isGone = true;
        void worker.terminate();
      }, limitMs);
      worker.postMessage(asked);
      const drawn = await promise;
      clearTimeout(clock);
      return drawn;
    },
    isGone: () => isGone,
    isWorn: () => isWorn,
    end: () => worker.terminate(),
  };
}
