export const XORBS_FOLDER = "xet/xorbs/";
export const TABLES_FOLDER = "xet/tables/";

const below = (folder: string, hash: string) => `${folder}${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;

/** Where the packed chunks of a xorb lie in the store. */
export const xorbKey = (hash: string) => below(XORBS_FOLDER, hash);

/** Where its table lies: which chunk stands where. */
export const tableKey = (hash: string) => below(TABLES_FOLDER, hash);
