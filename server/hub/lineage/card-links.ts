import { textOf, textsOf } from "../card/read-field";
import type { LinkRelation } from "../contract/repo";
import { type Link, targetOf } from "./link";

type Card = Readonly<Record<string, unknown>>;

const MADE_BY = new Set<LinkRelation>(["finetune", "adapter", "quantized", "merge"]);
const MERGE_TAGS = ["merge", "mergekit", "moerge"];

interface Source {
  readonly metadata: Card;
  /** Markdown after the front matter. */
  readonly body: string;
  /** Of every file at the same commit. */
  readonly paths: readonly string[];
}

/** The repositories that a card says its own was made from, or belongs to. */
export function cardLinks({ metadata, body, paths }: Source): Link[] {
  const link = (field: string, of: Pick<Link, "relation" | "targetKind">): Link[] =>
    textsOf(metadata, field).flatMap((text) => {
      const target = targetOf(text);
      return target ? [{ ...of, origin: "card" as const, ...target }] : [];
    });
  return [
    ...link("base_model", { relation: baseRelationOf(metadata, paths), targetKind: "model" }),
    ...link("datasets", { relation: "dataset", targetKind: "dataset" }),
    ...link("models", { relation: "model", targetKind: "model" }),
    ...codeLinksIn(body),
  ];
}

/** How it was made from its base: as the card says, else as the files do. */
export function baseRelationOf(metadata: Card, paths: readonly string[]): LinkRelation {
  const named = textOf(metadata, "base_model_relation");
  const known = [...MADE_BY].find((relation) => relation === named);
  if (known) return known;
  if (paths.includes("adapter_config.json")) return "adapter";
  const isMerge = textsOf(metadata, "tags").some((tag) => MERGE_TAGS.includes(tag.toLowerCase()));
  return isMerge && textsOf(metadata, "base_model").length > 1 ? "merge" : "base";
}

/** Code has no field in a card: an ordinary link to it in the text counts. */
function codeLinksIn(body: string): Link[] {
  const found = body.slice(0, 200_000).matchAll(/\]\(\/codes\/([\w.-]{1,96}\/[\w.-]{1,96})\)/g);
  const targets = new Set([...found].flatMap(([, target]) => target ?? []));
  return [...targets].slice(0, 20).map((target) => ({
    relation: "code",
    origin: "text",
    targetKind: "code",
    target,
    revision: null,
  }));
}
