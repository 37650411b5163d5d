import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeAtomically } from "@/server/kernel";

/** Changes when a restore must be written differently. */
const FORMAT = 1;

const SavedFile = z.object({ path: z.string(), bytes: z.number(), sha256: z.string() });
export type SavedFile = z.infer<typeof SavedFile>;

const SavedTable = SavedFile.extend({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number(),
});
export type SavedTable = z.infer<typeof SavedTable>;

const SavedSequence = z.object({ schema: z.string(), name: z.string(), value: z.string() });
export type SavedSequence = z.infer<typeof SavedSequence>;

/** Without a file: an empty repository, or one that was deleted while the backup ran. */
const SavedRepository = z.object({ id: z.string(), defaultBranch: z.string(), bundle: SavedFile.nullable() });
export type SavedRepository = z.infer<typeof SavedRepository>;

/** What a backup holds. Written last: a folder without it is no backup. */
const Manifest = z.object({
  format: z.literal(FORMAT),
  version: z.string(),
  createdAt: z.string(),
  /** The migrations that made the tables, and the version of the queue's own tables. */
  migrations: z.array(z.string()),
  queue: z.number(),
  /** Tells whether a secret is the one that sealed what is stored, without telling the secret. */
  secretMark: z.string(),
  /** Parents before children. */
  tables: z.array(SavedTable),
  sequences: z.array(SavedSequence),
  repositories: z.array(SavedRepository),
  /** A list of all objects: one `SavedFile` a line. */
  objects: SavedFile.extend({ count: z.number(), totalBytes: z.number() }),
  /** Runtime packs that were installed; they are installed again, not kept. */
  packs: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

export const parseSavedFile = (line: string): SavedFile => SavedFile.parse(JSON.parse(line));

const pathOf = (folder: string) => join(folder, "manifest.json");

export const writeManifest = (folder: string, facts: Omit<Manifest, "format">) =>
  writeAtomically(pathOf(folder), [
    Buffer.from(`${JSON.stringify({ format: FORMAT, ...facts } satisfies Manifest, null, 2)}\n`),
  ]);

/** Throws in words for a folder that is no backup, or one of another format. */
export function readManifest(folder: string): Manifest {
  if (!existsSync(pathOf(folder))) {
    throw new Error(`${folder} holds no complete backup: there is no manifest.json in it.`);
  }
  const written: unknown = JSON.parse(readFileSync(pathOf(folder), "utf8"));
  const parsed = Manifest.safeParse(written);
  if (parsed.success) return parsed.data;
  const format = z.object({ format: z.unknown() }).catch({ format: "unknown" }).parse(written).format;
  if (format !== FORMAT) {
    throw new Error(`The backup has format ${String(format)}; this version of Modelyard reads format ${FORMAT}.`);
  }
  throw new Error(`The manifest of ${folder} is damaged: ${parsed.error.issues[0]?.path.join(".")}.`);
}
