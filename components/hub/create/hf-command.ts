import { kindOf } from "@/server/hub/contract/shelf";
import type { NewRepoValues } from "./new-repo-values";

/** Nothing in it means anything to a shell. */
const COULD_BE = /^[\w.-]+$/;

/**
 * How `hf` (huggingface_hub 1 and later) makes what the form says; `null` for what it has no word for: code, internal
 * visibility, names of resource groups.
 */
export function hfCommand({ resourceGroup, ...values }: NewRepoValues, origin: string): string | null {
  const kind = kindOf(values.shelf);
  if (kind === "code" || resourceGroup || values.visibility === "internal") return null;
  const flags = [
    `--type ${kind}`,
    ...(kind === "space" ? [`--sdk ${values.sdk ?? "static"}`] : []),
    values.visibility === "private" ? "--private" : "--public",
  ];
  const name = `${values.namespace}/${COULD_BE.test(values.name) ? values.name : "name"}`;
  return [`export HF_ENDPOINT=${origin}`, `hf repos create ${[name, ...flags].join(" ")}`].join("\n");
}
