/** Data exceptions and violated constraints (PostgreSQL, appendix A): trying the same rows again cannot help. */
const OF_ROWS = /^2[23][0-9A-Z]{3}$/;

/** Whether the database refused these very rows; everything else passes, such as a lost connection or a deadlock. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && OF_ROWS.test(String(error.code))) || isRefusal(error.cause);
}
