import type { Repo } from "@/server/hub/contract/repo";

const FIELDS = {
  model: ["pipeline_tag:", "base_model:", "language:\n  - en", "tags: []"],
  dataset: ["task_categories: []", "language:\n  - en", "size_categories: []", "tags: []"],
  space: ["sdk: static", "app_file: index.html", "tags: []"],
  code: ["tags: []"],
} as const satisfies Record<Repo["kind"], readonly string[]>;

const SECTIONS = {
  model: ["What it does", "How to use it", "How it was trained", "Limits"],
  dataset: ["What is in it", "How it was collected", "Fields", "Limits"],
  space: ["What it shows"],
  code: ["What it does", "How to run it"],
} as const satisfies Record<Repo["kind"], readonly string[]>;

/** A card to begin with: the front matter that lists are made from, and the questions readers have. No licence is guessed. */
export function cardTemplate({ kind, name, license }: Pick<Repo, "kind" | "name" | "license">): string {
  const matter = [license ? `license: ${license}` : "license:", ...FIELDS[kind]].join("\n");
  const sections = SECTIONS[kind].map((title) => `## ${title}\n`).join("\n");
  return `---\n${matter}\n---\n\n# ${name}\n\n${sections}`;
}
