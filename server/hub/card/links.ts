import type { LinkRelation, RepoKind } from "@/server/hub/contract/repo";
import { textOf, textsOf } from "./read-field";

type Card = Readonly<Record<string, unknown>>;

export interface CardLink {
  readonly relation: LinkRelation;
  readonly targetKind: RepoKind;
  readonly target: string;
}

const FULL_NAME = /^[\w.-]{1,96}\/[\w.-]{1,96}$/;
const MADE_BY = new Set<LinkRelation>(["finetune", "adapter", "quantized", "merge"]);

/** The repositories that a card says its own was made from, or belongs to. */
export function linksOf(card: Card, body: string): CardLink[] {
  const named = textOf(card, "base_model_relation");
  const relation = [...MADE_BY].find((known) => known === named) ?? "base";
  const link = (field: string, of: Omit<CardLink, "target">): CardLink[] =>
    textsOf(card, field)
      .filter((target) => FULL_NAME.test(target))
      .map((target) => ({ ...of, target }));
  return [
    ...link("base_model", { relation, targetKind: "model" }),
    ...link("datasets", { relation: "dataset", targetKind: "dataset" }),
    ...link("models", { relation: "model", targetKind: "model" }),
    ...codeLinksIn(body),
  ];
}

/** Code has no field in a card: an ordinary link to it in the text counts. */
function codeLinksIn(body: string): CardLink[] {
  const found = body.slice(0, 200_000).matchAll(/\]\(\/codes\/([\w.-]{1,96}\/[\w.-]{1,96})\)/g);
  const targets = new Set([...found].flatMap(([, target]) => target ?? []));
  return [...targets].slice(0, 20).map((target) => ({ relation: "code", targetKind: "code", target }));
}
