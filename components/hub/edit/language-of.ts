import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { markdown } from "@codemirror/lang-markdown";
import { python } from "@codemirror/lang-python";
import { yaml, yamlFrontmatter } from "@codemirror/lang-yaml";
import type { Extension } from "@codemirror/state";

const LANGUAGES: Readonly<Record<string, () => Extension>> = {
  cjs: javascript,
  ipynb: json,
  js: javascript,
  json,
  jsonl: json,
  jsx: () => javascript({ jsx: true }),
  markdown: () => yamlFrontmatter({ content: markdown() }),
  md: () => yamlFrontmatter({ content: markdown() }),
  mjs: javascript,
  py: python,
  ts: () => javascript({ typescript: true }),
  tsx: () => javascript({ typescript: true, jsx: true }),
  yaml,
  yml: yaml,
};

/** How a file is coloured, by the end of its name; plain text for what is not known. */
export function languageOf(path: string): Extension {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return LANGUAGES[ending]?.() ?? [];
}
