/** Longest title of a discussion, in characters. Without a library: forms that need no schema read it. */
export const MAX_TITLE = 255;
