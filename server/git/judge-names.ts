import { MAX_PATH_BYTES, pathProblem } from "./path-name";

/** Found good lately: the trees of a history have the same names again and again. */
const good = new Set<string>();
const MAX_KEPT = 50_000;

/** What is wrong with a name in this folder, as `pathProblem` tells it of both together; `null` when nothing is. */
export function judgeNamesIn(folder: string): (name: string) => string | null {
  const above = folder === "" ? null : pathProblem(folder);
  const room = folder === "" ? MAX_PATH_BYTES : MAX_PATH_BYTES - Buffer.byteLength(folder) - 1;
  return (name) => above ?? (Buffer.byteLength(name) > room ? pathProblem(`${folder}/${name}`) : nameProblem(name));
}

function nameProblem(name: string): string | null {
  if (good.has(name)) return null;
  const problem = pathProblem(name);
  if (problem !== null) return problem;
  if (good.size >= MAX_KEPT) good.clear();
  good.add(name);
  return null;
}
