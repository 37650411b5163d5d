/** Who wrote a segment, as its first record says. */
export interface Header {
  /** Of the database that the charges belong to. */
  readonly database: string;
  readonly node: string;
  /** Starts of the node, counted by the database. */
  readonly epoch: number;
  readonly format: number;
}

/** 2: calls name what was reserved for them in budgets. */
export const FORMAT = 2;

/** The header in a segment's first record; `null` when that is none. */
export function parseHeader(text: string | undefined): Header | null {
  const { database, node, epoch, format }: Partial<Header> = text === undefined ? {} : JSON.parse(text);
  const isHeader =
    typeof database === "string" && typeof node === "string" && typeof epoch === "number" && typeof format === "number";
  return isHeader ? { database, node, epoch, format } : null;
}

/** The journal cannot be used as it lies there. Its text is for the operator and says what to do. */
export class JournalRefused extends Error {
  override readonly name = "JournalRefused";
}

/** Throws `JournalRefused` for a segment of another database, of another node, or in a format of a later version. */
export function assertOwn(path: string, header: Header, own: Pick<Header, "database" | "node">): void {
  if (header.format > FORMAT) {
    throw new JournalRefused(`${path} was written by a newer version of Modelyard. Start that version.`);
  }
  if (header.database !== own.database) {
    throw new JournalRefused(
      `${path} holds charges of another database (${header.database}; this one is ${own.database}). Start with the database it belongs to, or move the folder away: its charges are then written nowhere.`,
    );
  }
  if (header.node !== own.node) {
    throw new JournalRefused(
      `${path} was written by another node (${header.node}; this one is ${own.node}). Put back the file \`node\` beside it, or move the segment away.`,
    );
  }
}
