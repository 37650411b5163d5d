/** What stands behind these words in an address lets in who has it. */
const CODES = /(\/(?:invitations|reset-password|password-resets|device-logins|signed|image|cas\/v1\/data)\/)[^/]+/;

/** An address for the log, without its query: whoever reads it shall not use the codes and seals that are in it. */
export const loggedPath = (path: string): string => path.replace(CODES, "$1…");
