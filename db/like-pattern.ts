const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** A `LIKE` pattern for texts that contain what somebody typed. */
export const containing = (text: string): string => `%${escaped(text)}%`;

/** A `LIKE` pattern for texts that begin with what somebody typed. */
export const startingWith = (text: string): string => `${escaped(text)}%`;
