import { zstdCompressSync } from "node:zlib";
import type { NotedColours } from "@/components/patterns/markdown-colours";
import { elementsIn, type MarkdownElement, type MarkdownTree } from "@/components/patterns/markdown-elements";
import type { CodeLanguage } from "@/components/ui/highlight";
import type { Drawn } from "./thread";

const LANGUAGES: Readonly<Record<string, CodeLanguage>> = {
  "language-bash": "bash",
  "language-sh": "bash",
  "language-python": "python",
  "language-json": "json",
  "language-yaml": "yaml",
  "language-ts": "typescript",
};

/** Further code stays without colours: each piece of it is an element of the page. */
const MAX_CHARACTERS = 30_000;

/**
 * Notes at each fenced block which colours its pieces have: whoever shows it has nothing to find out any more.
 * Returns how many elements the lines and pieces of all blocks take.
 */
export async function colourCode(tree: MarkdownTree): Promise<number> {
  let together = 0;
  let elements = 0;
  for (const { node } of elementsIn(tree)) {
    const code = codeIn(node);
    if (!code) continue;
    together += code.text.length;
    const colours = together > MAX_CHARACTERS ? NONE : await coloursOf(code);
    code.node.properties.dataColours = JSON.stringify(colours);
    elements += code.text.split("\n").length * OF_LINE + colours.lines.flat().length / OF_PIECE;
  }
  return elements;
}

/** Elements that a line is made of beside its pieces; numbers that a piece is noted by. */
const OF_LINE = 2;
const OF_PIECE = 3;

/** Of a file: more of them would keep the process that serves pages for half a second at each view. */
const MAX_PIECES = 25_000;

/** The colours of a whole file. */
export async function drawCode(text: string, language: CodeLanguage): Promise<Drawn> {
  const colours = await coloursOf({ text, language });
  const pieces = colours.lines.flat().length / OF_PIECE;
  return pieces > MAX_PIECES ? null : { elements: pieces, packed: zstdCompressSync(JSON.stringify(colours)) };
}

interface Code {
  readonly node: MarkdownElement;
  readonly text: string;
  readonly language: CodeLanguage;
}

/** Code that its author wrote as HTML with more than text in it stays as it is. */
function codeIn(pre: MarkdownElement): Code | null {
  const [node, ...others] = pre.tagName === "pre" ? pre.children : [];
  if (node?.type !== "element" || node.tagName !== "code" || others.length > 0) return null;
  const [text, ...more] = node.children;
  if (text?.type !== "text" || more.length > 0) return null;
  const { className } = node.properties;
  return { node, text: text.value.trimEnd(), language: LANGUAGES[String(className)] ?? "markdown" };
}

const NONE: NotedColours = { names: [], lines: [] };

async function coloursOf({ text, language }: Pick<Code, "text" | "language">): Promise<NotedColours> {
  const { highlight } = await import("@/components/ui/highlight"); // its grammars are slow to load, and seldom needed
  const names: string[] = [];
  const numberOf = (name = "") => {
    const known = names.indexOf(name);
    return known >= 0 ? known : names.push(name) - 1;
  };
  const lines = (await highlight(text, language)).map((tokens) => {
    const line: number[] = [];
    for (const { offset, content, color } of tokens) {
      const name = numberOf(color);
      const [length = 0, last] = line.slice(-2);
      if (last === name) line[line.length - 2] = length + content.length;
      else line.push(offset, content.length, name);
    }
    return line;
  });
  return { names, lines };
}
