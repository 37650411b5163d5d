export const MOST_ATTACHMENTS = 100;

/** One name in a folder, as every system can keep it: no slash, nothing invisible, not hidden, no space or dot at the end. */
const NAME = /^[^./\\\p{C}\s][^/\\\p{C}]*$/u;
const MOST_CHARACTERS = 200;

/** Says whether a file may be attached to a release under this name, which is NFC. */
export const isAttachmentName = (name: string): boolean =>
  name.length <= MOST_CHARACTERS && NAME.test(name) && !/[ .]$/.test(name) && name.normalize("NFC") === name;
