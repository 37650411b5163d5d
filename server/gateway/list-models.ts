import type { Ctx } from "@/server/kernel";
import type { Directory } from "./callable";
import type { Caller } from "./caller";
import { mayCallModel } from "./limits/key-limits";

export interface ListedModel {
  readonly name: string;
  readonly repoId: string;
  readonly createdAt: Date;
  readonly isRunning: boolean;
}

/** The models a caller may call, each once, by name. */
export async function listModels(ctx: Ctx, directory: Directory, caller: Caller): Promise<ListedModel[]> {
  const models = new Map<string, ListedModel>();
  for (const { model: name, repoId, createdAt, addresses } of await directory(ctx, caller)) {
    if (!mayCallModel(caller.limits, name)) continue;
    const known = models.get(name);
    const isRunning = addresses.length > 0 || known?.isRunning === true;
    models.set(name, {
      name,
      repoId,
      createdAt: known && known.createdAt < createdAt ? known.createdAt : createdAt,
      isRunning,
    });
  }
  return [...models.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
