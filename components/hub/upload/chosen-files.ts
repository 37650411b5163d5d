/** A file and where it goes, relative to the folder that is uploaded to. */
export interface ChosenFile {
  readonly file: File;
  readonly path: string;
}

/** Files of an input; those of a chosen folder keep their place in it. */
export const filesOfInput = (files: readonly File[]): ChosenFile[] =>
  files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));

/** What was dropped, with everything inside dropped folders. Must be called while the event is handled. */
export async function filesOfDrop(transfer: DataTransfer): Promise<ChosenFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return filesOfInput([...transfer.files]);
  return (await Promise.all(entries.map(filesIn))).flat();
}

/** What systems put into folders without being asked. */
const CLUTTER = new Set([".DS_Store", "Thumbs.db", "desktop.ini", ".git"]);

async function filesIn(entry: FileSystemEntry): Promise<ChosenFile[]> {
  if (CLUTTER.has(entry.name)) return [];
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//, "") }];
  }
  return isFolder(entry) ? (await Promise.all((await entriesOf(entry)).map(filesIn))).flat() : [];
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A reader hands over at most a hundred entries at a time, and an empty list at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return entries;
    entries.push(...some);
  }
}
