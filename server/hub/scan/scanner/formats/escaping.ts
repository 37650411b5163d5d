import { posix } from "node:path";

/** Whether a name in an archive leads out of the folder that it is unpacked in, on any system. */
export function leavesFolder(name: string): boolean {
  const path = name.replaceAll("\\", "/");
  return path.startsWith("/") || /^[a-z]:/i.test(path) || path.split("/").includes("..");
}

/** The same for a link: a symbolic one starts in its own folder, a hard one in that of the archive. */
export function linkLeavesFolder(name: string, target: string, isHard: boolean): boolean {
  if (isHard) return leavesFolder(target);
  const path = target.replaceAll("\\", "/");
  if (path.startsWith("/") || /^[a-z]:/i.test(path)) return true;
  return posix
    .normalize(posix.join(posix.dirname(name), path))
    .split("/")
    .includes("..");
}
