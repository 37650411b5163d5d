import type { ISql, Sql } from "postgres";

export interface SlowQueries {
  readonly thresholdMs: number;
  /** The text has placeholders only: values may be secrets and are not told. */
  readonly onSlow: (query: { readonly text: string; readonly ms: number }) => void;
}

const METHODS = new Set(["begin", "savepoint"]);

/** The same client, which tells of every query that took longer than the threshold, waiting for a connection included. */
export function watchQueries<S extends Sql | ISql>(sql: S, slow: SlowQueries): S {
  return new Proxy(sql, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== "function") return found;
      if (name === "unsafe") {
        return (text: string, ...rest: unknown[]) => watch(found.call(target, text, ...rest), text, slow);
      }
      if (typeof name === "string" && METHODS.has(name))
        return (...args: unknown[]) => found.call(target, ...inside(args, slow));
      return found;
    },
  });
}

/** The last argument is the work that is done in the transaction, with a client of its own. */
function inside(args: readonly unknown[], slow: SlowQueries): unknown[] {
  const work = args.at(-1);
  if (typeof work !== "function") return [...args];
  return [...args.slice(0, -1), (transaction: ISql) => work(watchQueries(transaction, slow))];
}

/** A query of this client runs when somebody first waits for it: the clock starts then. */
function watch<Q extends Promise<unknown>>(query: Q, text: string, { thresholdMs, onSlow }: SlowQueries): Q {
  const wait = query.then.bind(query);
  let isRunning = false;
  // biome-ignore lint/suspicious/noThenProperty: a query is a promise that starts when it is waited for, here and only here
  query.then = (onDone, onFailed) => {
    const result = wait(onDone, onFailed);
    if (!isRunning) {
      isRunning = true;
      const since = performance.now();
      const tell = () => {
        const ms = performance.now() - since;
        if (ms >= thresholdMs) onSlow({ text, ms });
      };
      void wait(tell, tell);
    }
    return result;
  };
  return query;
}
