"use client";

import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { Children, type ComponentProps, isValidElement, memo } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import rehypeKatex from "rehype-katex";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { LiveCode } from "./live-code";
import { boundFormulas, FORMULAS } from "./markdown-formulas";
import { MarkdownPlain } from "./markdown-plain";
import { markdownTree } from "./markdown-tree";

/** No images at all: the address of one can carry what was said to whoever serves it. */
const SCHEMA = {
  ...defaultSchema,
  tagNames: defaultSchema.tagNames?.filter((name) => name !== "img" && name !== "picture") ?? [],
  attributes: { ...defaultSchema.attributes, code: [["className", "math-inline", "math-display"]] },
} satisfies typeof defaultSchema;

const pipeline = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkMath)
  .use(remarkRehype)
  .use(rehypeSanitize, SCHEMA)
  .use(boundFormulas)
  .use(rehypeKatex, FORMULAS);

/** Headings of an answer stand below those of the page. */
const COMPONENTS = { h1: "h3", h2: "h4", h3: "h5", pre: Code, a: Link } as const;

/** Markdown that a model writes while one looks on: parsed in the browser, sanitised, without images. */
export const LiveMarkdown = memo(function LiveMarkdown({ source }: { source: string }) {
  const tree = markdownTree(pipeline, source);
  if (!tree) return <MarkdownPlain source={source} />;
  return <div className="prose">{toJsxRuntime(tree, { Fragment, jsx, jsxs, components: COMPONENTS })}</div>;
});

function Code({ children }: ComponentProps<"pre">) {
  const [code] = Children.toArray(children);
  const isCode = isValidElement<ComponentProps<"code">>(code);
  return isCode ? <LiveCode code={String(code.props.children ?? "").trimEnd()} /> : <pre>{children}</pre>;
}

function Link({ href, children }: ComponentProps<"a">) {
  return (
    <a href={href} target="_blank" rel="noreferrer nofollow">
      {children}
    </a>
  );
}
