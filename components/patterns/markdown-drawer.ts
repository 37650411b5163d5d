import type { CodePiece } from "@/components/ui/code-lines";
import type { CodeLanguage } from "@/components/ui/highlight";
import type { MarkdownTree } from "./markdown-elements";

/** What is shown of a document. */
export interface MarkdownDrawing {
  /** About how many elements of a page it takes. */
  readonly elements: number;
  /** One of the caller's own. */
  tree(): MarkdownTree;
}

/** Makes drawings of documents and colours code, beside the process that serves pages. */
export interface MarkdownDrawer {
  /** `null` where the document asks too much or takes too long. */
  draw(source: string): Promise<MarkdownDrawing | null>;
  /** The pieces of each line; `null` as above. */
  colour(code: string, language: CodeLanguage): Promise<readonly (readonly CodePiece[])[] | null>;
}

declare global {
  // The server that serves pages holds it; their bundle is loaded apart from it.
  var yardMarkdown: MarkdownDrawer | undefined;
}

export function drawerOfPages(): MarkdownDrawer {
  if (!globalThis.yardMarkdown) throw new Error("The drawer of documents is held by server/web/serve.ts");
  return globalThis.yardMarkdown;
}
