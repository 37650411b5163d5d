import type { GgufValue } from "../formats/gguf-values";
import { distinct, type Link, targetOf } from "./link";

const MAX_SOURCES = 16;
const ADDRESS = /^https?:\/\/[^/]+\/(datasets\/)?([^/?#]+\/[^/?#]+?)(?:\.git)?\/?$/;

/** What the header of a GGUF file says it was made from: the keys `general.base_model.*`, `general.source.*`, `general.dataset.*`. */
export function ggufLinks(metadata: Readonly<Record<string, GgufValue>>): Link[] {
  const numbers = [...Array(MAX_SOURCES).keys()];
  const bases = numbers.map((index) => `general.base_model.${index}.repo_url`);
  const datasets = numbers.map((index) => `general.dataset.${index}.repo_url`);
  // Converted from the source; without one, the base is what it was converted from.
  const sources = ["general.source.repo_url", "general.source.huggingface.repository"];
  const from = (keys: readonly string[], of: Pick<Link, "relation" | "targetKind">) =>
    keys.flatMap((key) => linkOf(metadata[key], of));
  const converted = from(sources, { relation: "quantized", targetKind: "model" });
  return distinct([
    ...converted,
    ...from(bases, { relation: converted.length === 0 ? "quantized" : "base", targetKind: "model" }),
    ...from(datasets, { relation: "dataset", targetKind: "dataset" }),
  ]);
}

function linkOf(value: GgufValue | undefined, of: Pick<Link, "relation" | "targetKind">): Link[] {
  if (typeof value !== "string" || value.length > 300) return [];
  const [, shelf, name] = ADDRESS.exec(value) ?? [];
  const isOther = name !== undefined && (shelf !== undefined) !== (of.targetKind === "dataset");
  const target = isOther ? null : targetOf(name ?? value);
  return target ? [{ ...of, origin: "gguf", ...target }] : [];
}
