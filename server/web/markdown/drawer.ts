import { createHash } from "node:crypto";
import { zstdDecompressSync } from "node:zlib";
import type { MarkdownDrawer, MarkdownDrawing } from "@/components/patterns/markdown-drawer";
import type { KeptDrawings } from "./kept-drawings";
import type { Drawn } from "./thread";
import type { MarkdownThreads } from "./threads";

interface Config {
  readonly threads: Pick<MarkdownThreads, "draw">;
  readonly kept: KeptDrawings;
  /** How long a page waits; what comes later is kept for the next one. */
  readonly patienceMs?: number;
}

/** A document that was late may have met a busy machine. */
const LATE_FOR_MS = 300_000;

/** Draws each document once, however many ask for it at the same time, and keeps what came of it. */
export function createMarkdownDrawer({ threads, kept, patienceMs = 4_000 }: Config): MarkdownDrawer {
  const drawing = new Map<string, Promise<Drawn>>();

  const ask = async (key: string, source: string): Promise<Drawn> => {
    const drawn = await threads.draw(source);
    if (drawn === "full") return null;
    if (drawn === "late") kept.set(key, null, LATE_FOR_MS);
    else kept.set(key, drawn);
    return drawn === "late" ? null : drawn;
  };
  const drawOnce = (key: string, source: string) => {
    const begun = drawing.get(key) ?? ask(key, source).finally(() => drawing.delete(key));
    drawing.set(key, begun);
    return begun;
  };
  return {
    async draw(source) {
      const key = createHash("sha256").update(source).digest("base64");
      const known = kept.get(key);
      const drawn = known === undefined ? await drawnWithin(drawOnce(key, source), patienceMs) : known;
      return drawn && drawingOf(drawn);
    },
  };
}

const drawingOf = ({ elements, packed }: NonNullable<Drawn>): MarkdownDrawing => ({
  elements,
  tree: () => JSON.parse(zstdDecompressSync(packed).toString()),
});

/** `null` where it does not come in time. */
async function drawnWithin(drawing: Promise<Drawn>, limitMs: number): Promise<Drawn> {
  const late = Promise.withResolvers<null>();
  const clock = setTimeout(late.resolve, limitMs, null);
  try {
    return await Promise.race([drawing, late.promise]);
  } finally {
    clearTimeout(clock);
  }
}
