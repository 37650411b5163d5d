/** Where the bytes of an object lie in the store. */
export const keyOf = (oid: string) => `lfs/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`;

/** The SHA-256 in a key that `keyOf` made. */
export const oidOf = (key: string) => key.slice(key.lastIndexOf("/") + 1);

export const OBJECTS_FOLDER = "lfs/";

export const uploadFolder = (uploadId: string) => `uploads/${uploadId}/`;
