import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { ensureDefaultPrices } from "@/server/billing";
import { ensureRuntimePack, isInstallable } from "@/server/compute";
import { countAccounts, ensureFirstAdministrator, findAccountByName } from "@/server/identity";
import type { Ctx, Dependency } from "@/server/kernel";
import { plantSamples } from "./samples";

interface Wanted {
  readonly username: string;
  /** Unset: a random one is made. */
  readonly password: string | undefined;
  readonly token: string | undefined;
  readonly samples: "default" | "none";
  /** A file that is there while a first start is not complete: the next one continues it. */
  readonly unfinished: string;
}

/** The administrator whose password was made by this first start, for the operator to read once. */
interface Administrator {
  readonly username: string;
  readonly password: string;
}

/** Models in GGUF can be deployed without any further step. */
const FIRST_PACK = "llama-cpp";

/** What a new installation starts with. Nothing of it comes back once a first start was complete, whatever was deleted. */
export async function prepareFirstStart(
  ctx: Ctx<Dependency>,
  { username, token, samples, unfinished, password = ctx.random(15).toString("base64url") }: Wanted,
): Promise<Administrator | null> {
  await ensureDefaultPrices(ctx);
  if ((await countAccounts(ctx.db)).users === 0) await writeFile(unfinished, "");
  const made = await ensureFirstAdministrator(ctx, { username, password, token });
  if (!existsSync(unfinished)) return null;

  const administratorId = made ?? (await findAccountByName(ctx.db, username))?.id ?? null;
  await installFirstPack(ctx);
  if (samples === "default" && administratorId !== null) await plantSamples(ctx, administratorId);
  await rm(unfinished);
  return { username, password };
}

async function installFirstPack(ctx: Ctx<"packs" | "compute">) {
  const { manifest } = await ctx.live.packs.get(FIRST_PACK);
  if (isInstallable(manifest)) return ensureRuntimePack(ctx, FIRST_PACK);
  ctx.log.warn(
    { pack: FIRST_PACK, platform: process.platform },
    `${manifest.title} does not exist for ${process.platform}-${process.arch}: models can be kept and shared here, and not be run`,
  );
}
