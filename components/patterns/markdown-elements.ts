import type { toJsxRuntime } from "hast-util-to-jsx-runtime";

/** What is shown of a document (hast). */
export type MarkdownTree = Parameters<typeof toJsxRuntime>[0];

export type MarkdownElement = Extract<MarkdownTree, { readonly type: "element" }>;

export interface FoundElement {
  readonly node: MarkdownElement;
  readonly isInLink: boolean;
}

/** In the order of the text; walks without a stack of calls. */
export function elementsIn(tree: MarkdownTree): readonly FoundElement[] {
  const found: FoundElement[] = [];
  const rest = [{ node: tree, isInLink: false }];
  for (let at = rest.pop(); at; at = rest.pop()) {
    const { node, isInLink } = at;
    if (node.type === "element") found.push({ node, isInLink });
    if (!("children" in node)) continue;
    const isLink = isInLink || (node.type === "element" && node.tagName === "a");
    for (const child of node.children.toReversed()) rest.push({ node: child, isInLink: isLink });
  }
  return found;
}
