/** Clients remember what they uploaded and were told for up to four weeks, and use it without asking. */
export const REMEMBERED_MS = 35 * 24 * 3_600_000;
