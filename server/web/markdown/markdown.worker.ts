import { getHeapStatistics } from "node:v8";
import { parentPort } from "node:worker_threads";
import { drawCode } from "./colour-code";
import { drawMarkdown } from "./draw-markdown";
import type { Asked, Told } from "./thread";

/** Drawn at the start: what is done for the first time takes ten times as long. */
const SAMPLE = "# a\n\n*b* [c](d) `e` $f$\n\n- g\n\n| h |\n|---|\n| i |\n\n<b>j</b>\n";

const tell = (told: Told) => parentPort?.postMessage(told);

await drawMarkdown(SAMPLE);
parentPort?.on("message", async ({ source, language }: Asked) => {
  const drawn = await (language ? drawCode(source, language) : drawMarkdown(source));
  tell({ drawn, heapBytes: getHeapStatistics().total_heap_size });
});
tell("ready");
