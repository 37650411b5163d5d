interface Folder {
  readonly folders: Map<string, Folder>;
  readonly paths: Set<string>;
}

/** Paths by their folders: what lies below one is found without looking at the others. */
export interface ArrivedPaths {
  readonly add: (path: string) => void;
  /** All paths below a folder, at whatever depth; they are no longer held then. */
  readonly takeBelow: (folder: string) => readonly string[];
}

const emptyFolder = (): Folder => ({ folders: new Map(), paths: new Set() });

export function createArrivedPaths(): ArrivedPaths {
  const root = emptyFolder();
  return {
    add(path) {
      let folder = root;
      for (const name of path.split("/").slice(0, -1)) {
        const known = folder.folders.get(name) ?? emptyFolder();
        folder.folders.set(name, known);
        folder = known;
      }
      folder.paths.add(path);
    },
    takeBelow(path) {
      const names = path.split("/");
      const last = names.pop() ?? "";
      let above: Folder | undefined = root;
      for (const name of names) above = above?.folders.get(name);
      const taken = above?.folders.get(last);
      above?.folders.delete(last);
      return taken ? pathsIn(taken) : [];
    },
  };
}

function pathsIn(folder: Folder): string[] {
  const open = [folder];
  const paths: string[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const path of next.paths) paths.push(path);
    for (const inner of next.folders.values()) open.push(inner);
  }
  return paths;
}
