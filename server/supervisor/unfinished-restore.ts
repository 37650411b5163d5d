import { join } from "node:path";

/** There while a backup is being restored into this data folder: what is in it is not whole. */
export const unfinishedRestore = (data: string) => join(data, "restore-unfinished");
