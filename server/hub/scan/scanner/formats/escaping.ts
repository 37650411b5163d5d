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

export interface ArchiveLink {
  readonly name: string;
  readonly target: string;
  readonly isHard: boolean;
}

/** As many links as Linux follows in one path, and the longest path it takes (path_resolution(7)). */
const MOST_FOLLOWED = 40;
const LONGEST_PATH = 4_096;

type Targets = ReadonlyMap<string, string>;

/**
 * Names of links that lead out of the folder by way of other links of the same archive, each of which alone stays
 * inside. `spend` is told of every step.
 */
export function linksThatLeave(links: readonly ArchiveLink[], spend: (steps: number) => void): string[] {
  const { targets, doubled } = targetsOf(links);
  const leaving = links.filter(({ name, target, isHard }) => {
    const own = targets.get(partsOf(name).join("/"));
    if (own === undefined) return isHard && leads({ from: [], target, targets, spend });
    return leads({ from: partsOf(name).slice(0, -1), target: own, targets, spend });
  });
  return [...doubled, ...leaving.map(({ name }) => name)];
}

/** Where every symbolic link leads, by its path; and names with two targets: who knows which of them others pass? */
function targetsOf(links: readonly ArchiveLink[]) {
  const targets = new Map<string, string>();
  const doubled: string[] = [];
  for (const { name, target, isHard } of links) {
    const place = partsOf(name).join("/");
    // A hard link to a symbolic one is that link once more, in a folder of its own.
    const leadsTo = isHard ? targets.get(partsOf(target).join("/")) : target;
    const known = targets.get(place);
    if (known !== undefined && known !== leadsTo) doubled.push(name);
    if (leadsTo !== undefined) targets.set(place, leadsTo);
  }
  return { targets, doubled };
}

interface Way {
  /** Folder that the target is seen from. */
  readonly from: readonly string[];
  readonly target: string;
  readonly targets: Targets;
  readonly spend: (steps: number) => void;
}

/** Whether the way to a target leaves the folder, links followed. */
function leads({ from, target, targets, spend }: Way): boolean {
  const at = [...from];
  const ahead = partsOf(target).toReversed();
  let followed = 0;
  for (let part = ahead.pop(); part !== undefined; part = ahead.pop()) {
    spend(1);
    if (part === ".." && at.pop() === undefined) return true;
    if (part === "..") continue;
    at.push(part);
    const next = targets.get(at.join("/"));
    if (next === undefined) continue;
    followed += 1;
    if (followed > MOST_FOLLOWED) return false; // no system goes on
    if (next.startsWith("/")) return true;
    at.pop();
    ahead.push(...partsOf(next).toReversed());
  }
  return false;
}

const partsOf = (path: string): string[] =>
  path
    .slice(0, LONGEST_PATH)
    .replaceAll("\\", "/")
    .split("/")
    .filter((part) => part !== "" && part !== ".");
