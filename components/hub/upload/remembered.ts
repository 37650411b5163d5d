/** Which upload a file belongs to, so that choosing it again after a lost page goes on where it stopped. */
interface Remembered {
  readonly repoId: string;
  readonly path: string;
  readonly file: File;
}

const keyOf = ({ repoId, path, file }: Remembered) => `upload ${repoId} ${path} ${file.size} ${file.lastModified}`;

export const rememberedUpload = (what: Remembered): string | null => localStorage.getItem(keyOf(what));
export const rememberUpload = (what: Remembered, uploadId: string): void => localStorage.setItem(keyOf(what), uploadId);
export const forgetUpload = (what: Remembered): void => localStorage.removeItem(keyOf(what));
