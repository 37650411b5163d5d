export const OBJECTS_FOLDER = "lfs/";
export const UPLOADS_FOLDER = "uploads/";
/** What clients sent and nobody has verified or published yet. */
export const STAGED_FOLDER = "staged/";

/** Where the bytes of an object lie in the store. */
export const keyOf = (oid: string) => `${OBJECTS_FOLDER}${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`;

/** The SHA-256 in a key that `keyOf` made. */
export const oidOf = (key: string) => key.slice(key.lastIndexOf("/") + 1);

/** Where the parts of a file on its way lie. */
export const uploadFolder = (uploadId: string) => `${UPLOADS_FOLDER}${uploadId}/`;

/** Where one of these parts lies; they count from 1. */
export const partKey = (uploadId: string, number: number) => `${uploadFolder(uploadId)}${number}`;
