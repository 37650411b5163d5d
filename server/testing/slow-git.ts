import { chmod, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRepositories } from "@/server/git/repositories";
import type { Ctx, Dependency } from "@/server/kernel";

/**
 * The same caller with a git that never answers where its arguments hold this text. The process ends
 * when it is told to.
 */
export async function withSlowGit<C extends Ctx<Dependency>>(ctx: C, text: string): Promise<C> {
  const folder = await mkdtemp(join(tmpdir(), "slow-git-"));
  const program = `#!/bin/sh\ncase " $* " in *"${text}"*) exec sleep 60;; esac\nPATH=/usr/local/bin:/usr/bin:/bin exec git "$@"\n`;
  await writeFile(join(folder, "git"), program);
  await chmod(join(folder, "git"), 0o755);
  const { root } = ctx.live.repositories;
  const repositories = createRepositories({ root, searchPath: `${folder}:/usr/local/bin:/usr/bin:/bin` });
  return { ...ctx, live: { ...ctx.live, repositories } };
}
