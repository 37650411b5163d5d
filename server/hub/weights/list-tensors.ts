import { type Ctx, defineQuery, page } from "@/server/kernel";
import { ListTensorsInput, TensorPage } from "../contract/weights";
import { contentAtRevision, NO_ROW } from "../files/at-revision";
import { statRepoFile } from "../files/open-repo-file";
import { readHeader, requireHeaderFormat } from "./file-header";

export const listTensors = defineQuery({
  name: "hub.listTensors",
  summary: "List the tensors of a safetensors or GGUF file, in the order of the file",
  http: { method: "GET", path: "/{shelf}/{namespace}/{name}/tensors" },
  input: ListTensorsInput,
  output: TensorPage,
  async run(ctx: Ctx<"repositories" | "objects">, input) {
    const format = requireHeaderFormat(input.path);
    const { repo, commit } = await contentAtRevision(ctx, input);
    const file = await statRepoFile(ctx, repo, { commit, path: input.path });
    const { tensors } = await readHeader(ctx, repo, { file, format });
    const wanted = (input.search ?? "").toLowerCase();
    const found = tensors.filter(({ name }) => name.toLowerCase().includes(wanted));
    const numbered = found.map((tensor, position) => ({ ...tensor, shape: [...tensor.shape], position }));
    const { items, nextCursor } = await page(ctx, input, {
      list: `hub.tensors ${file.etag}`,
      read: async (after, limit) => {
        const start = after === null ? 0 : Number(after.sort) + 1;
        return numbered.slice(start, start + limit);
      },
      keyOf: ({ position }) => ({ sort: String(position), id: NO_ROW }),
    });
    return { items, nextCursor, total: found.length };
  },
});
