import type { MarkdownTree } from "./markdown-elements";

type Element = Extract<MarkdownTree, { readonly type: "element" }>;

interface Piece {
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
  readonly href: string | null;
}

/** A text cut at the words that lead somewhere, such as a name after an `@`. */
export type MarkdownWords = (text: string) => readonly Piece[];

/** Links, code and formulas stay what they are. */
const CLOSED = new Set(["a", "code", "pre", "svg"]);

/** Makes links of the words of a sanitised tree that lead somewhere. */
export function linkWords(tree: MarkdownTree, words: MarkdownWords): void {
  if (!("children" in tree)) return;
  if (tree.type === "element" && isClosed(tree)) return;
  for (const child of tree.children) linkWords(child, words);
  if (tree.type !== "element") return;
  tree.children = tree.children.flatMap((child) => (child.type === "text" ? linked(child.value, words) : [child]));
}

function isClosed({ tagName, properties: { className } }: Element): boolean {
  return CLOSED.has(tagName) || (Array.isArray(className) && className.includes("katex"));
}

const linked = (value: string, words: MarkdownWords): Element["children"] =>
  words(value).map(({ text, href }) => {
    const shown = { type: "text", value: text } as const;
    return href === null ? shown : { type: "element", tagName: "a", properties: { href }, children: [shown] };
  });
