import { type BundledLanguage, createCssVariablesTheme, createHighlighter } from "shiki";

const FIRST = ["bash", "python", "typescript", "json", "yaml", "http", "sql", "markdown", "tsx"] as const;
const MORE = [
  "javascript",
  "html",
  "css",
  "toml",
  "cpp",
  "c",
  "rust",
  "go",
  "java",
  "docker",
  "xml",
  "ini",
  "diff",
  "jinja",
] as const;

export type CodeLanguage = (typeof FIRST)[number] | (typeof MORE)[number];

const theme = createCssVariablesTheme({ name: "modelyard", variablePrefix: "--shiki-" });
const highlighter = createHighlighter({ themes: [theme], langs: [...FIRST] });

/** Coloured pieces of each line. Grammars that are seldom needed are loaded when somebody looks at such a file. */
export async function highlight(code: string, language: CodeLanguage) {
  const ready = await highlighter;
  if (!ready.getLoadedLanguages().includes(language)) await ready.loadLanguage(language satisfies BundledLanguage);
  return ready.codeToTokens(code, { lang: language, theme: "modelyard" }).tokens;
}
