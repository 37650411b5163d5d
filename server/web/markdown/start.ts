import { createMarkdownDrawer } from "./drawer";
import { createKeptDrawings } from "./kept-drawings";
import { createMarkdownThreads } from "./threads";

interface Config {
  /** Bundle of `markdown.worker.ts`. */
  readonly program: string;
  readonly report: (error: unknown) => void;
}

const KEPT_BYTES = 32 * 1024 ** 2;

/** Holds for the pages of this process what draws their documents. */
export function startMarkdown(config: Config) {
  const threads = createMarkdownThreads(config);
  globalThis.yardMarkdown = createMarkdownDrawer({ threads, kept: createKeptDrawings(KEPT_BYTES) });
  return threads;
}
