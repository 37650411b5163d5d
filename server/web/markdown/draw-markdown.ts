import { zstdCompressSync } from "node:zlib";
import { elementsIn, type MarkdownElement, type MarkdownTree } from "@/components/patterns/markdown-elements";
import { markdownPipeline } from "@/components/patterns/markdown-pipeline";
import { markdownTree } from "@/components/patterns/markdown-tree";
import { colourCode } from "./colour-code";
import type { Drawn } from "./thread";

/** Each takes some 20 µs of the process that serves pages, at each view. */
const MAX_ELEMENTS = 55_000;

/** What a document shows, with the colours of its code and without what nobody sees. */
export async function drawMarkdown(source: string): Promise<Drawn> {
  const tree = markdownTree(markdownPipeline, source);
  if (!tree) return null;
  const pieces = await colourCode(tree);
  const elements = pieces + elementsOf(tree);
  return elements > MAX_ELEMENTS ? null : { elements, packed: zstdCompressSync(JSON.stringify(tree, shown)) };
}

const elementsOf = (tree: MarkdownTree) =>
  elementsIn(tree).reduce((sum, { node }) => sum + (isHeading(node) ? WITH_ANCHOR : 1), 0);

const isHeading = ({ tagName }: MarkdownElement) => /^h[1-3]$/.test(tagName);
const WITH_ANCHOR = 6;

/** Where something stood in the source, and what parsers tell each other. */
const UNSHOWN: ReadonlySet<string> = new Set(["position", "data"]);

function shown(name: string, value: unknown): unknown {
  if (UNSHOWN.has(name)) return undefined;
  return name === "style" && typeof value === "string" ? styleOf(value) : value;
}

/** Formulas have thousands of styles, as plain as `height:0.69em;top:-3em`; whoever shows them wants objects. */
const styleOf = (text: string) =>
  Object.fromEntries(
    text.split(";").flatMap((rule) => {
      const [name = "", value] = rule.split(":");
      return value ? [[camelCase(name.trim()), value.trim()]] : [];
    }),
  );

const camelCase = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
