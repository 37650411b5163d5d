import { getTranslations } from "next-intl/server";
import { Markdown } from "@/components/patterns/markdown";
import { CodeBlock } from "@/components/ui/code-block";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";

const LANGUAGES = { json: "json", py: "python", sh: "bash", sql: "sql", yaml: "yaml", yml: "yaml" } as const;

/** A text file as people read it: Markdown rendered, known languages coloured, anything else as it is. */
export async function FileContent({ path, text }: { path: string; text: string | null }) {
  const t = await getTranslations("hub");
  if (text === null) return <p className="text-text-muted">{t("binary")}</p>;
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  if (ending === "md" || ending === "markdown") return <Markdown source={text} />;
  const language = LANGUAGES[ending as keyof typeof LANGUAGES];
  if (language) return <CodeBlock code={text} language={language} title={path} />;
  return (
    <pre {...keyboardScroll} className="rounded-card text-caption overflow-x-auto border p-4 font-mono">
      {text}
    </pre>
  );
}
