/** SHA-256 of a file, counted in a worker; `null` when it can no longer be read. Ends with the signal. */
export function hashFile(file: File, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./hash.worker.ts", import.meta.url), { type: "module" });
    const finish = (oid: string | null) => {
      worker.terminate();
      resolve(oid);
    };
    worker.addEventListener("message", ({ data }: MessageEvent<{ oid: string | null }>) => finish(data.oid));
    worker.addEventListener("error", () => finish(null));
    signal.addEventListener("abort", () => finish(null), { once: true });
    worker.postMessage(file);
  });
}
