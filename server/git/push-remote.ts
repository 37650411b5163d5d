import type { Ctx } from "@/server/kernel";
import { GitFailure } from "./git-process";
import { type RelayedRemote, refspec, relayedCall } from "./relayed-call";

interface RemotePush extends RelayedRemote {
  /** Full names of branches and tags; each goes to the same name there. */
  readonly refs: readonly string[];
  /** Whether history there may be replaced. */
  readonly force: boolean;
}

interface Pushed {
  /** Those that are there now as they are here, and were not before. */
  readonly moved: readonly string[];
  readonly refused: readonly { readonly ref: string; readonly problem: string }[];
}

/** So many fit into the arguments of a process, whatever their names are. */
const AT_ONCE = 500;

/**
 * Sends branches and tags to a remote; each moves or does not. Throws `GitFailure` when the conversation itself failed.
 */
export async function pushRemote(
  ctx: Ctx<"repositories">,
  repoId: string,
  { refs, force, ...remote }: RemotePush,
): Promise<Pushed> {
  const moved: string[] = [];
  const refused: { ref: string; problem: string }[] = [];
  for (let start = 0; start < refs.length; start += AT_ONCE) {
    const rest = refs.slice(start, start + AT_ONCE).map((ref) => refspec(ref, force));
    for (const { flag, ref, summary } of linesOf(await push(ctx, repoId, { remote, rest }))) {
      if (flag === "!") refused.push({ ref, problem: summary });
      else if (flag !== "=") moved.push(ref);
    }
  }
  return { moved, refused };
}

async function push(
  ctx: Ctx<"repositories">,
  repoId: string,
  { remote, rest }: { readonly remote: RelayedRemote; readonly rest: readonly string[] },
): Promise<string> {
  const options = ["--porcelain", "--no-verify", "--no-follow-tags", "--no-recurse-submodules", "--no-signed"];
  const call = relayedCall(remote, { command: "push", options, rest });
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of ctx.live.repositories.stream(repoId, call)) chunks.push(chunk);
  } catch (error) {
    remote.signal.throwIfAborted();
    // So git ends when a ref was refused; which one it has printed.
    if (!(error instanceof GitFailure && error.exitCode === 1 && chunks.length > 0)) throw error;
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** `<flag> TAB <from>:<to> TAB <summary> (<reason>)`, after git-push(1). */
function linesOf(output: string) {
  return output.split("\n").flatMap((line) => {
    const [, flag, ref, summary] = /^([ +\-*=!])\t[^\t]*:([^\t:]+)\t(.{1,500})/.exec(line) ?? [];
    return flag === undefined || ref === undefined || summary === undefined ? [] : [{ flag, ref, summary }];
  });
}
