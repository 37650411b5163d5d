import type { Latest } from "@/server/kept/latest";
import { MAX_PATH_BYTES, pathProblem } from "./path-name";

/**
 * What is wrong with a name in this folder, as `pathProblem` tells it of both together; `null` when nothing is. `good`
 * are names that were judged before: the trees of a history have the same ones again and again.
 */
export function judgeNamesIn(good: Latest<true>, folder: string): (name: string) => string | null {
  const above = folder === "" ? null : pathProblem(folder);
  const room = folder === "" ? MAX_PATH_BYTES : MAX_PATH_BYTES - Buffer.byteLength(folder) - 1;
  const problemOf = (name: string) => {
    if (good.get(name)) return null;
    const problem = pathProblem(name);
    if (problem === null) good.set(name, true);
    return problem;
  };
  return (name) => above ?? (Buffer.byteLength(name) > room ? pathProblem(`${folder}/${name}`) : problemOf(name));
}
