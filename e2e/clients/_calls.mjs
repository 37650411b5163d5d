import assert from "node:assert/strict";

/** One line for each call of a client: what came of it, and at the end how many failed. */
const failed = [];
const say = (line) => process.stdout.write(`${line}\n`);
const brief = (value) => (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 90);

/** Calls, and prints what came of it; its result, or `undefined` when it failed. */
export async function call(title, run, check = () => true) {
  try {
    const result = await run();
    assert.ok(await check(result), `got ${JSON.stringify(result)?.slice(0, 600)}`);
    say(`${title}: ok ${brief(result)}`);
    return result;
  } catch (error) {
    failed.push(title);
    say(`${title}: FAILED ${error.name}: ${String(error.message).slice(-600)}`);
    return undefined;
  }
}

/** Calls what has to be refused with an error that says so. */
export const refused = (title, run, says) =>
  call(
    title,
    () =>
      run().then(
        (result) => ({ unexpected: result }),
        (error) => error,
      ),
    (error) => error instanceof Error && says(error),
  );

export function end(title) {
  say(`${title}: ${failed.length} failed ${JSON.stringify(failed)}`);
  process.exit(failed.length === 0 ? 0 : 1);
}
