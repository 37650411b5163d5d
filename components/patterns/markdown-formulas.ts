import type { MarkdownTree } from "./markdown-elements";

type Element = Extract<MarkdownTree, { readonly type: "element" }>;

const MAX_FORMULAS = 400;
const MAX_CHARACTERS = 2_000;
const MAX_TOGETHER = 20_000;
/** A macro of its own turns a few characters into thousands, and ends with its formula anyway. */
const DEFINES = /\\(?:[gex]?def|let|futurelet|global|long|(?:re)?newcommand|providecommand)(?![a-zA-Z])/;

/** What KaTeX may do for one formula; it writes no log of what is unusual in it. */
export const FORMULAS = { maxSize: 100, maxExpand: 200, strict: "ignore" } as const;

/** Formulas beyond what a page may hold stay the code they are. */
export function boundFormulas() {
  return (tree: MarkdownTree): void => {
    let together = 0;
    for (const [index, node] of formulasIn(tree).entries()) {
      const text = node.children.map((child) => (child.type === "text" ? child.value : "")).join("");
      together += text.length;
      const isFine = index < MAX_FORMULAS && text.length <= MAX_CHARACTERS && together <= MAX_TOGETHER;
      if (!isFine || DEFINES.test(text)) node.properties = {};
    }
  };
}

/** In the order of the text. */
function formulasIn(tree: MarkdownTree): readonly Element[] {
  const found: Element[] = [];
  const rest: MarkdownTree[] = [tree];
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (node.type === "element" && isFormula(node.properties.className)) found.push(node);
    else if ("children" in node) rest.push(...node.children.toReversed());
  }
  return found;
}

const isFormula = (names: unknown): boolean =>
  Array.isArray(names) && names.some((name) => /^(?:math-inline|math-display|language-math)$/.test(String(name)));
