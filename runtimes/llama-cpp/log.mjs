/** One JSON object per line on stdout; the platform reads `phase`, `request` and `fatal`, people read the rest. */
export function logEvent(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** A sentence for people, on stderr. */
export function logText(text) {
  process.stderr.write(`${text.trimEnd()}\n`);
}

/**
 * Writes the line that says why the process ends, and waits until it has left: a pipe may be cut by `process.exit`.
 * @param {import("./fatal.mjs").FatalError} fatal
 */
export function logFatal(fatal) {
  const line = `${JSON.stringify({ fatal: { code: fatal.code, message: fatal.message } })}\n`;
  return new Promise((resolve) => process.stdout.write(line, () => resolve(undefined)));
}
