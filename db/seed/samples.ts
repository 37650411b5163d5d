import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { putObject } from "@/server/content";
import { listRefs } from "@/server/git";
import { findRepo } from "@/server/hub";
import { commitFiles } from "@/server/hub/commits/commit-files";
import type { FileChange } from "@/server/hub/contract/content";
import { CreateRepoInput, kindOf, type Shelf } from "@/server/hub/contract/repo";
import { createRepo } from "@/server/hub/repositories/create-repo";
import { actorOfUser, findAccountByName } from "@/server/identity";
import { createOrganization } from "@/server/identity/create-organization";
import type { Ctx, Dependency } from "@/server/kernel";

const OWNER = "modelyard";

interface Sample {
  readonly shelf: Shelf;
  readonly name: string;
  readonly description: string;
  /** Path in the repository → path below `samples/`. */
  readonly files: Readonly<Record<string, string>>;
}

const SAMPLES: readonly Sample[] = [
  {
    shelf: "codes",
    name: "guide-training",
    description: "How the guide models were made.",
    files: {
      "README.md": "guide/cards/guide-training.md",
      "facts.py": "guide/facts.py",
      "make_data.py": "guide/make_data.py",
      "to_gguf.py": "guide/to_gguf.py",
      "train.py": "guide/train.py",
    },
  },
  {
    shelf: "datasets",
    name: "guide-conversations",
    description: "Questions and answers that the guide models learned from.",
    files: {
      "README.md": "guide/cards/guide-conversations.md",
      "train.jsonl": "guide/train.jsonl",
      "test.jsonl": "guide/test.jsonl",
    },
  },
  {
    shelf: "models",
    name: "guide-2m",
    description: "A chat model of 1.7 million parameters that knows this platform.",
    files: {
      "README.md": "guide/cards/guide-2m.md",
      "chat_template.jinja": "guide/guide-2m/chat_template.jinja",
      "config.json": "guide/guide-2m/config.json",
      "generation_config.json": "guide/guide-2m/generation_config.json",
      "model.safetensors": "guide/guide-2m/model.safetensors",
      "tokenizer.json": "guide/guide-2m/tokenizer.json",
      "tokenizer_config.json": "guide/guide-2m/tokenizer_config.json",
    },
  },
  {
    shelf: "models",
    name: "guide-2m-gguf",
    description: "The guide in one file for llama.cpp, ready to deploy.",
    files: { "README.md": "guide/cards/guide-2m-gguf.md", "guide-2m-q8_0.gguf": "guide/guide-2m-q8_0.gguf" },
  },
  {
    shelf: "models",
    name: "tiny-embeddings-onnx",
    description: "A very small ONNX embedding model.",
    files: {
      "config.json": "onnx-tiny/config.json",
      "onnx/model.onnx": "onnx-tiny/onnx/model.onnx",
      "tokenizer.json": "onnx-tiny/tokenizer.json",
      "tokenizer_config.json": "onnx-tiny/tokenizer_config.json",
    },
  },
];

const LARGE = /\.(?:gguf|safetensors|onnx)$/;

/** The sample assets of a new installation, through the ordinary operations. Continues where it was interrupted. */
export async function plantSamples(system: Ctx<Dependency>, administratorId: string): Promise<void> {
  const present = await actorOfUser(system, administratorId);
  if (present === null) return;
  if ((await findAccountByName(system.db, OWNER)) === null) {
    const input = { name: OWNER, displayName: "Modelyard samples" };
    await createOrganization.run({ ...system, actor: present }, input);
  }
  const actor = (await actorOfUser(system, administratorId)) ?? present;
  for (const sample of SAMPLES) await plant({ ...system, actor }, sample);
}

async function plant(ctx: Ctx<Dependency>, { shelf, name, description, files }: Sample): Promise<void> {
  const address = { shelf, namespace: OWNER, name };
  const found = await findRepo(ctx, { kind: kindOf(shelf), namespace: OWNER, name });
  const input = CreateRepoInput.parse({ ...address, visibility: "public", description });
  const { id } = found ?? (await createRepo.run(ctx, input));
  if (found && (await listRefs(ctx, id)).length > 0) return; // planted before the interruption
  const changes = await Promise.all(Object.entries(files).map(([path, source]) => changeOf(ctx, id, { path, source })));
  await commitFiles.run(ctx, { ...address, summary: "Add the sample files", description: "", changes });
}

interface SampleFile {
  readonly path: string;
  readonly source: string;
}

async function changeOf(ctx: Ctx<"objects">, repoId: string, { path, source }: SampleFile): Promise<FileChange> {
  const file = `samples/${source}`;
  const bytes = await readFile(file);
  if (!LARGE.test(path)) return { kind: "put", path, text: bytes.toString("utf8") };
  const oid = createHash("sha256").update(bytes).digest("hex");
  await putObject(ctx, { repoId, oid, size: bytes.byteLength, body: createReadStream(file) });
  return { kind: "upload", path, oid };
}
