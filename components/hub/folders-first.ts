interface Entry {
  readonly kind: string;
}

/** The folders of a folder, then its files, each in the order in which they came. */
export const foldersFirst = <T extends Entry>(entries: readonly T[]): T[] =>
  entries.toSorted((a, b) => Number(isFolder(b)) - Number(isFolder(a)));

const isFolder = ({ kind }: Entry) => kind !== "file" && kind !== "symlink";
