import { mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { Repositories } from "@/server/git/repositories";
import { verifiedPath } from "./files";
import type { Manifest, SavedRepository } from "./manifest";

const LONG_MS = 12 * 3_600_000;

/** Makes every repository anew from its bundle. */
export async function loadRepositories(repositories: Repositories, folder: string, manifest: Manifest): Promise<void> {
  for (const saved of manifest.repositories) await loadRepository(repositories, folder, saved);
}

async function loadRepository(
  repositories: Repositories,
  folder: string,
  { id, defaultBranch, bundle }: SavedRepository,
): Promise<void> {
  const unfinished = repositories.temporary();
  await mkdir(unfinished, { recursive: true });
  await repositories.init(unfinished, defaultBranch);
  const place = repositories.placeOf(id).folder;
  await mkdir(dirname(place), { recursive: true });
  await rename(unfinished, place);
  if (bundle === null) return;

  const path = await verifiedPath(folder, bundle);
  const listed = await repositories.run(id, { args: ["bundle", "unbundle", path], timeoutMs: LONG_MS });
  const created = listed
    .toString("utf8")
    .split("\n")
    .filter((line) => line.includes(" refs/"))
    .map((line) => `create ${line.slice(line.indexOf(" ") + 1)} ${line.slice(0, line.indexOf(" "))}\n`);
  await repositories.run(id, { args: ["update-ref", "--stdin"], input: created.join("") });
}
