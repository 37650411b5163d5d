"use client";

import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { type MarkdownAddresses, readdress } from "./markdown-addresses";
import { CalloutQuote } from "./markdown-callout";
import { MarkdownSection, MarkdownSubsection } from "./markdown-heading";
import { markdownPipeline } from "./markdown-pipeline";
import { MarkdownPlain } from "./markdown-plain";
import { PlainCode } from "./markdown-plain-code";
import { markdownTree } from "./markdown-tree";

const COMPONENTS = {
  h1: MarkdownSection,
  h2: MarkdownSection,
  h3: MarkdownSubsection,
  blockquote: CalloutQuote,
  pre: PlainCode,
} as const;

/** What `Markdown` will show of a text that is still being written: the same rules, code without its colours. */
export function MarkdownPreview({ source, addresses }: { source: string; addresses: MarkdownAddresses }) {
  const tree = markdownTree(markdownPipeline, source);
  if (!tree) return <MarkdownPlain source={source} />;
  readdress(tree, addresses);
  return <div className="prose">{toJsxRuntime(tree, { Fragment, jsx, jsxs, components: COMPONENTS })}</div>;
}
