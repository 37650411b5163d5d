import { Fragment } from "react";
import { drawerOfPages } from "@/components/patterns/markdown-drawer";
import { Words } from "@/components/shell/words";
import type { CodePiece } from "@/components/ui/code-lines";
import type { CodeLanguage } from "@/components/ui/highlight";
import { LineFrame } from "./line-frame";

const LANGUAGES: Readonly<Record<string, CodeLanguage>> = {
  ...{ py: "python", pyi: "python", sh: "bash", bash: "bash", zsh: "bash", ts: "typescript", mts: "typescript" },
  ...{ tsx: "tsx", jsx: "tsx", js: "javascript", mjs: "javascript", cjs: "javascript", json: "json", jsonl: "json" },
  ...{ ipynb: "json", yaml: "yaml", yml: "yaml", sql: "sql", md: "markdown", markdown: "markdown", html: "html" },
  ...{ css: "css", toml: "toml", c: "c", h: "c", cpp: "cpp", cc: "cpp", hpp: "cpp", cu: "cpp", rs: "rust", go: "go" },
  ...{ java: "java", xml: "xml", svg: "xml", ini: "ini", cfg: "ini", diff: "diff", patch: "diff", jinja: "jinja" },
};

/** More takes long to colour and to lay out; it is shown plain. */
const MAX_COLOURED = 120_000;
const MAX_LINE = 4_000;

interface Props {
  path: string;
  text: string;
  permalink: string;
}

/** A text with line numbers that one can link to. */
export async function FileLines({ path, text, permalink }: Props) {
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    <Words namespaces={["fileLines"]}>
      <LineFrame lineCount={lines.length} permalink={permalink}>
        <pre>
          <code>
            <Coloured path={path} lines={lines} />
          </code>
        </pre>
      </LineFrame>
    </Words>
  );
}

async function Coloured({ path, lines }: { path: string; lines: readonly string[] }) {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const language = name === "dockerfile" ? "docker" : LANGUAGES[name.slice(name.lastIndexOf(".") + 1)];
  const text = lines.join("\n");
  if (!language || text.length > MAX_COLOURED || lines.some((line) => line.length > MAX_LINE)) return text;
  const coloured = await drawerOfPages().colour(text, language);
  if (!coloured) return text;
  return coloured.map((line, index) => (
    <Fragment key={line[0]?.offset ?? `empty-${index}`}>
      {line.map(pieceOf)}
      {"\n"}
    </Fragment>
  ));
}

/** The colour that text has by itself: such pieces need no element. */
const USUAL = "var(--shiki-foreground)";

function pieceOf({ offset, content, color }: CodePiece) {
  if (color === USUAL) return content;
  return (
    <span key={offset} style={{ color }}>
      {content}
    </span>
  );
}
