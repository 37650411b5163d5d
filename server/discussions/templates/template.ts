import { readYaml } from "@/server/hub";

export interface Template {
  readonly name: string;
  readonly about: string;
  readonly title: string;
  readonly body: string;
  readonly labels: string[];
}

/** A Markdown template with front matter `name`, `about`, `title`, `labels`, as GitHub has it. */
export function readTemplate(path: string, text: string): Template {
  const [, head = "", body = text] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(text) ?? [];
  const facts = factsIn(head);
  const textOf = (key: string) => (typeof facts[key] === "string" ? facts[key].slice(0, 200) : "");
  const stem = (path.split("/").at(-1) ?? path).replace(/\.md$/i, "");
  return {
    name: textOf("name") || stem,
    about: textOf("about"),
    title: textOf("title"),
    body,
    labels: labelsIn(facts),
  };
}

function factsIn(head: string): Record<string, unknown> {
  const read = readYaml(head);
  return "value" in read && typeof read.value === "object" && read.value !== null ? { ...read.value } : {};
}

/** A list, or one text with commas. */
function labelsIn({ labels }: Record<string, unknown>): string[] {
  const given: unknown = typeof labels === "string" ? labels.split(",") : labels;
  const list: unknown[] = Array.isArray(given) ? given : [];
  return list.flatMap((label) => (typeof label === "string" && label.trim() !== "" ? [label.trim()] : [])).slice(0, 20);
}
