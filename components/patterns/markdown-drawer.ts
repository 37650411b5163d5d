import type { MarkdownTree } from "./markdown-elements";

/** What is shown of a document. */
export interface MarkdownDrawing {
  readonly tree: MarkdownTree;
  /** About how many elements of a page it takes. */
  readonly elements: number;
}

/** Makes drawings of documents, beside the process that serves pages. */
export interface MarkdownDrawer {
  /** One of the caller's own; `null` where the document asks too much or takes too long. */
  draw(source: string): Promise<MarkdownDrawing | null>;
}

declare global {
  // The server that serves pages holds it; their bundle is loaded apart from it.
  var yardMarkdown: MarkdownDrawer | undefined;
}

export function drawerOfPages(): MarkdownDrawer {
  if (!globalThis.yardMarkdown) throw new Error("The drawer of documents is held by server/web/serve.ts");
  return globalThis.yardMarkdown;
}
