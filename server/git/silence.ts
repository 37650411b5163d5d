import type { Readable, Writable } from "node:stream";
import { gitError } from "./git-error";

export interface Patience {
  /** How long git waits for a client that neither sends nor takes; what moves buys time again, never more than this. */
  readonly graceMs: number;
  /** For clients on a connection that have said what they want, and prepare what they send: in all, once. */
  readonly thinkMs: number;
}

const PATIENCE: Patience = { graceMs: 60_000, thinkMs: 10 * 60_000 };
/** A line that is slower holds a place for nothing. */
const BYTES_PER_SECOND = 2_048;
/** The clock looks this many times in `graceMs`, instead of at every chunk. */
const LOOKS = 6;

interface Watched {
  readonly input: Readable;
  /** Where the input goes; while it is full, git is the one that is slow. */
  readonly stdin: Writable | null;
  /** On a connection the client keeps its side open while git works. */
  readonly transport: "http" | "connection";
  /** A client that pushes may have much to do, such as hooks, before it says anything. */
  readonly thinksFirst?: boolean;
  readonly patience?: Patience | undefined;
  /** Called once: the place goes to somebody else. */
  readonly giveUp: () => void;
}

/** Notices a client that keeps git waiting. What git does by itself may take as long as it likes. */
export function watchSilence({ input, stdin, transport, thinksFirst = false, patience = PATIENCE, giveUp }: Watched) {
  const { graceMs, thinkMs } = patience;
  const left = { client: graceMs, thinking: thinkMs };
  let moved = 0;
  let isOffered = false;
  let hasAnswered = false;
  let isOver = false;
  // On a connection git speaks first.
  let hasBegun = transport === "http";
  let hasSaid = false;
  let tail = "";
  const hear = (chunk: Buffer) => {
    hasSaid = true;
    moved += chunk.byteLength;
    tail = (tail + chunk.subarray(-TAIL).toString("latin1")).slice(-TAIL);
  };
  const state = (): "git" | "client" | "thinking" => {
    if (isOffered) return "client";
    if (!hasBegun || hasAnswered || input.readableEnded || !stdin?.writable || stdin.writableNeedDrain) return "git";
    const isThinking = (thinksFirst && !hasSaid) || SAID.test(tail);
    return transport === "connection" && isThinking ? "thinking" : "client";
  };
  const everyMs = graceMs / LOOKS;
  const look = () => {
    const earned = (moved / BYTES_PER_SECOND) * 1_000;
    const who = state();
    moved = 0;
    hasAnswered = false;
    left.client = Math.min(graceMs, left.client + earned - (who === "client" ? everyMs : 0));
    if (who === "thinking") left.thinking -= everyMs;
    if (left.client > 0 && left.thinking > 0) return;
    isOver = true;
    clearInterval(clock);
    giveUp();
  };
  const assertHeard = () => {
    if (isOver) throw gitError("unavailable", "Nothing was sent or read for too long", { reason: "git_timeout" });
  };
  const clock = setInterval(look, everyMs).unref();
  input.on("data", hear);
  return {
    /** What git says, as the client takes it. Throws `unavailable` (`git_timeout`) once that came too late. */
    async *told(said: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of said) {
        isOffered = true;
        hasBegun = true;
        yield chunk;
        isOffered = false;
        hasAnswered = true;
        moved += chunk.byteLength;
        tail = "";
        assertHeard();
      }
      assertHeard();
    },
    forget(): void {
      clearInterval(clock);
      input.off("data", hear);
    },
  };
}

const TAIL = 9;
/** The end of what a client says (gitprotocol-common(5)): a flush, or the end of a negotiation. */
const SAID = /0000$|done\n?$/;
