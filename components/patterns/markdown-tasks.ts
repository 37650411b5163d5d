import type { toJsxRuntime } from "hast-util-to-jsx-runtime";

type Tree = Parameters<typeof toJsxRuntime>[0];
type Element = Extract<Tree, { readonly type: "element" }>;

/** What is read of a node of Markdown (mdast). */
interface Written {
  readonly type: string;
  readonly checked?: boolean | null | undefined;
  readonly position?: { readonly start: { readonly line: number } } | undefined;
  data?: { hProperties?: Record<string, unknown> } | undefined;
  readonly children?: readonly Written[] | undefined;
}

/** Notes at each task of a list on which line of the source it stands. */
export function noteTasks() {
  return (tree: Written): void => note(tree);
}

function note(node: Written): void {
  if (node.type === "listItem" && typeof node.checked === "boolean" && node.position) {
    node.data = { hProperties: { dataTask: String(node.position.start.line) } };
  }
  for (const child of node.children ?? []) note(child);
}

/** Moves the line of a task to its box, which is what is ticked. */
export function handTasks() {
  return (tree: Tree): void => hand(tree);
}

function hand(node: Tree): void {
  if (!("children" in node)) return;
  if (node.type === "element" && node.tagName === "li" && node.properties.dataTask !== undefined) {
    const { dataTask, ...others } = node.properties;
    node.properties = others;
    const box = boxOf(node);
    if (box) box.properties = { ...box.properties, dataTask };
  }
  for (const child of node.children) hand(child);
}

/** The box stands first, in a paragraph where the items of the list are apart. */
function boxOf({ children }: Element): Element | null {
  const first = children.find((child) => child.type === "element");
  if (first?.tagName === "input") return first;
  return first?.tagName === "p" ? boxOf(first) : null;
}
