import rehypeKatex from "rehype-katex";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeSlug from "rehype-slug";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { type MarkdownAddresses, readdress } from "./markdown-addresses";

/** Math marks its code with a class, which the sanitizer must let through. */
const SCHEMA = {
  ...defaultSchema,
  clobberPrefix: "",
  attributes: { ...defaultSchema.attributes, code: [["className", /^language-./, "math-inline", "math-display"]] },
} satisfies typeof defaultSchema;

/** Markdown to a tree that is safe to show: what is not known to be harmless is left out before anything of ours is added. */
export const markdownPipeline = (addresses: MarkdownAddresses) =>
  unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkMath)
    .use(remarkRehype)
    .use(rehypeSanitize, SCHEMA)
    .use(readdress, addresses)
    .use(rehypeSlug)
    .use(rehypeKatex);
