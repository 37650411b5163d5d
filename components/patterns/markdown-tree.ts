import { type Branch, isDeeperThan, isHeavyMarkdown, leavesMuchOpen } from "./markdown-bounds";
import type { MarkdownTree } from "./markdown-elements";

/** Formulas put some twenty levels of their own below. */
const MAX_WRITTEN = 100;
const MAX_SHOWN = 250;

interface Pipeline<Written extends Branch> {
  readonly parse: (source: string) => Written;
  readonly runSync: (tree: Written) => MarkdownTree;
}

/** What a document shows; `null` where it asks too much, and is shown as the text it is. */
export function markdownTree<W extends Branch>(pipeline: Pipeline<W>, source: string): MarkdownTree | null {
  if (isHeavyMarkdown(source)) return null;
  try {
    const written = pipeline.parse(source);
    if (isDeeperThan(MAX_WRITTEN, written) || leavesMuchOpen(written)) return null;
    const tree = pipeline.runSync(written);
    return isDeeperThan(MAX_SHOWN, tree) ? null : tree;
  } catch {
    // A parser that fails must not take the page with it, where the text could be hidden and reported.
    return null;
  }
}
