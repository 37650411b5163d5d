import { isAttachmentName } from "@/server/hub/contract/attachment-name";
import type { ChosenFile } from "../upload/chosen-files";
import { forgetUpload } from "../upload/remembered";
import type { Transfer, UploadDoor } from "../upload/transfer-file";
import { UploadFailure } from "../upload/upload-failure";

/** Files as they are attached: by their name alone, whatever folder they come from. */
export const asAttachments = (files: readonly File[]): ChosenFile[] =>
  files.map((file) => ({ file, path: file.name.normalize("NFC") }));

/** What is remembered of an attachment that is sent is not mixed up with a file of that name in the repository. */
const placeOf = (name: string) => `release attachment ${name}`;

/** Uploads a file that is to be attached and answers its SHA-256; a bad name is refused before anything is sent. */
export async function sendAttachment(door: UploadDoor, { path, ...transfer }: Transfer): Promise<string> {
  if (!isAttachmentName(path)) throw new UploadFailure("bad_name");
  const { transferFile } = await import("../upload/transfer-file");
  return transferFile(door, { ...transfer, path: placeOf(path) });
}

/** Once it is attached. */
export const forgetAttachment = (repoId: string, { file, path }: ChosenFile): void =>
  forgetUpload({ repoId, path: placeOf(path), file });
