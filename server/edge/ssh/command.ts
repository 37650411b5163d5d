import { parseRepoAddress, type RepoAddress } from "../repo-path";

/** What a client may ask for; everything else is refused. */
export type SshCommand =
  | { readonly kind: "git-upload-pack" | "git-receive-pack"; readonly address: RepoAddress }
  | { readonly kind: "git-lfs-authenticate"; readonly address: RepoAddress; readonly operation: "upload" | "download" };

const MAX_LENGTH = 1_000;
const GIT = /^git[- ](upload-pack|receive-pack) +(.+)$/;
const LFS = /^git-lfs-authenticate +(\S+) +(upload|download)$/;

/** Reads the line of an `exec` request; nothing of it ever reaches a shell. `null` for what is not served. */
export function parseCommand(line: string): SshCommand | null {
  if (line.length > MAX_LENGTH) return null;
  const [, program, gitPath] = GIT.exec(line) ?? [];
  if (program !== undefined && gitPath !== undefined) {
    const address = addressOf(gitPath);
    return address && { kind: `git-${program}` as "git-upload-pack", address };
  }
  const [, lfsPath, operation] = LFS.exec(line) ?? [];
  const address = lfsPath === undefined ? null : addressOf(lfsPath);
  return (
    address && { kind: "git-lfs-authenticate", address, operation: operation === "upload" ? "upload" : "download" }
  );
}

/** Whether a client of Git LFS asks for the transfer over SSH alone, which it does before anything else. */
export const isLfsTransfer = (line: string): boolean => line.startsWith("git-lfs-transfer ");

/** A path in single quotes or without any; `/ada/tiny.git`, `ada/tiny` and `datasets/ada/poems` are understood. */
function addressOf(text: string): RepoAddress | null {
  const quoted = /^'([^']*)'$/.exec(text);
  const path = (quoted ? quoted[1] : text)?.replace(/^\/+/, "").replace(/\/$/, "");
  const address = path === undefined ? null : parseRepoAddress(`/${path}`);
  return address?.rest === "" ? address : null;
}
