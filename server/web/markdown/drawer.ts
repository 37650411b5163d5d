import { createHash } from "node:crypto";
import { zstdDecompressSync } from "node:zlib";
import { piecesOf } from "@/components/patterns/markdown-colours";
import type { MarkdownDrawer, MarkdownDrawing } from "@/components/patterns/markdown-drawer";
import type { KeptDrawings } from "./kept-drawings";
import type { Asked, Drawn } from "./thread";
import type { MarkdownThreads } from "./threads";

interface Config {
  readonly threads: Pick<MarkdownThreads, "draw">;
  readonly kept: KeptDrawings;
  /** How long a page waits; what comes later is kept for the next one. */
  readonly patienceMs?: number;
}

/** A document that was late may have met a busy machine. */
const LATE_FOR_MS = 300_000;

/** Draws each document and colours each file once, however many ask for it at the same time, and keeps what came of it. */
export function createMarkdownDrawer({ threads, kept, patienceMs = 4_000 }: Config): MarkdownDrawer {
  const drawing = new Map<string, Promise<Drawn>>();

  const ask = async (key: string, asked: Asked): Promise<Drawn> => {
    const drawn = await threads.draw(asked);
    if (drawn === "full") return null;
    if (drawn === "late") kept.set(key, null, LATE_FOR_MS);
    else kept.set(key, drawn);
    return drawn === "late" ? null : drawn;
  };
  const drawOnce = (key: string, asked: Asked) => {
    const begun = drawing.get(key) ?? ask(key, asked).finally(() => drawing.delete(key));
    drawing.set(key, begun);
    return begun;
  };
  const drawnOf = (asked: Asked) => {
    const key = keyOf(asked);
    const known = kept.get(key);
    return known === undefined ? drawnWithin(drawOnce(key, asked), patienceMs) : known;
  };
  return {
    async draw(source) {
      const drawn = await drawnOf({ source });
      return drawn && drawingOf(drawn);
    },
    async colour(code, language) {
      const drawn = await drawnOf({ source: code, language });
      return drawn && piecesOf(code, textOf(drawn));
    },
  };
}

const keyOf = ({ source, language }: Asked) =>
  createHash("sha256")
    .update(`${language ?? ""}\0`)
    .update(source)
    .digest("base64");

const textOf = ({ packed }: NonNullable<Drawn>) => zstdDecompressSync(packed).toString();

const drawingOf = (drawn: NonNullable<Drawn>): MarkdownDrawing => ({
  elements: drawn.elements,
  tree: () => JSON.parse(textOf(drawn)),
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
