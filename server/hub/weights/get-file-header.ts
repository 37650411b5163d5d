import { type Ctx, defineQuery } from "@/server/kernel";
import { FileHeader, GetFileHeaderInput } from "../contract/weights";
import { contentAtRevision } from "../files/at-revision";
import { statRepoFile } from "../files/open-repo-file";
import type { GgufValue } from "../formats/gguf-values";
import { readHeader, requireHeaderFormat } from "./file-header";

const SHOWN_TEXT = 4_000;
const SHOWN_ENTRIES = 16;
/** A header may hold 20,000 entries with names of 64 kB each; real ones have some dozens. */
const SHOWN_ROWS = 1_000;
const SHOWN_KEY = 300;

export const getFileHeader = defineQuery({
  name: "hub.getFileHeader",
  summary: "Read what a safetensors, GGUF or ONNX file says about itself",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/header" },
  input: GetFileHeaderInput,
  output: FileHeader,
  async run(ctx: Ctx<"repositories" | "objects">, input) {
    const format = requireHeaderFormat(input.path);
    const { repo, commit } = await contentAtRevision(ctx, input);
    const file = await statRepoFile(ctx, repo, { commit, path: input.path });
    const { facts, metadata, inputs, outputs } = await readHeader(ctx, repo, { file, format });
    const shownFirst = Object.entries(metadata).slice(0, SHOWN_ROWS);
    const rows = shownFirst.map(([key, value]) => ({ key: key.slice(0, SHOWN_KEY), ...shown(value) }));
    return { ...facts, format, size: file.size, metadata: rows, inputs, outputs };
  },
});

function shown(value: GgufValue): { value: string; isCut: boolean } {
  const text = textOf(value);
  return { value: text.slice(0, SHOWN_TEXT), isCut: text.length > SHOWN_TEXT };
}

/** A long list shows its beginning and its length. */
function textOf(value: GgufValue): string {
  if (typeof value !== "object") return String(value);
  const first = value.first.slice(0, SHOWN_ENTRIES).map(textOf).join(", ");
  return value.length > SHOWN_ENTRIES ? `[${first}, …] (${value.length})` : `[${first}]`;
}
