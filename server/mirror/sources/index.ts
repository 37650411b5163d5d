import type { SourceId } from "../contract";
import { git } from "./git";
import { github } from "./github";
import { gitlab } from "./gitlab";
import { huggingface } from "./huggingface";
import { modelscope } from "./modelscope";
import { modelyard } from "./modelyard";
import type { MirrorSource } from "./source";

const sources = { huggingface, modelscope, github, gitlab, modelyard, git } as const satisfies Record<
  SourceId,
  MirrorSource
>;

export const sourceOf = (id: SourceId): MirrorSource => sources[id];

/** The source that a host belongs to; `null` for one that nobody claims. */
export const sourceAtHost = (host: string): MirrorSource | null =>
  Object.values(sources).find(({ hosts }) => hosts.includes(host)) ?? null;
