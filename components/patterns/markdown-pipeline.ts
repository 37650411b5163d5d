import rehypeKatex from "rehype-katex";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeSlug from "rehype-slug";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { boundFormulas, FORMULAS } from "./markdown-formulas";
import { guardIds } from "./markdown-ids";
import { handTasks, noteTasks } from "./markdown-tasks";

/** Both load what they like from where they like, or take the name of something of ours. */
const isHarmless = (name: unknown) => name !== "picture" && name !== "source" && name !== "name";

/** Math marks its code with a class, which the sanitizer must let through. */
const SCHEMA = {
  ...defaultSchema,
  clobberPrefix: "",
  tagNames: defaultSchema.tagNames?.filter(isHarmless) ?? [],
  attributes: {
    ...defaultSchema.attributes,
    "*": defaultSchema.attributes?.["*"]?.filter(isHarmless) ?? [],
    li: [...(defaultSchema.attributes?.li ?? []), "dataTask"],
    code: [["className", /^language-./, "math-inline", "math-display"]],
  },
} satisfies typeof defaultSchema;

/**
 * Markdown to a tree that is safe to show: what is not known to be harmless is left out before anything of ours is added.
 * Its addresses are as they were written: `readdress` comes next.
 */
export const markdownPipeline = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkMath)
  .use(noteTasks)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize, SCHEMA)
  .use(handTasks)
  .use(rehypeSlug)
  .use(guardIds)
  .use(boundFormulas)
  .use(rehypeKatex, FORMULAS)
  .freeze();
