import { createCssVariablesTheme, createHighlighter } from "shiki";

export type CodeLanguage =
  | "bash"
  | "c"
  | "cpp"
  | "css"
  | "diff"
  | "docker"
  | "go"
  | "html"
  | "http"
  | "ini"
  | "java"
  | "javascript"
  | "jinja"
  | "json"
  | "markdown"
  | "python"
  | "rust"
  | "sql"
  | "toml"
  | "tsx"
  | "typescript"
  | "xml"
  | "yaml";

const theme = createCssVariablesTheme({ name: "modelyard", variablePrefix: "--shiki-" });
const highlighter = createHighlighter({ themes: [theme], langs: [] });

/** Coloured pieces of each line. A grammar is loaded when somebody looks at such code. */
export async function highlight(code: string, language: CodeLanguage) {
  const ready = await highlighter;
  if (!ready.getLoadedLanguages().includes(language)) await ready.loadLanguage(language);
  return ready.codeToTokens(code, { lang: language, theme: "modelyard" }).tokens;
}
