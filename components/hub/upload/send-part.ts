interface Part {
  readonly uploadId: string;
  /** From 1. */
  readonly number: number;
  readonly body: Blob;
  readonly signal: AbortSignal;
  /** Bytes of this part that have left. */
  readonly onSent: (bytes: number) => void;
}

/** The server's answer to a part that it did not take. */
export class PartRefused extends Error {
  override readonly name = "PartRefused";
}

const ATTEMPTS = 8;
const LONGEST_WAIT_MS = 30_000;

/** Sends one part, again and again while the connection or the server is away. Throws `PartRefused` for a clear no. */
export async function sendPart(part: Part): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { status, message } = await put(part);
    if (status >= 200 && status < 300) return;
    part.signal.throwIfAborted();
    part.onSent(0);
    const isPassing = status === 0 || status === 408 || status === 429 || status >= 500;
    if (!isPassing || attempt === ATTEMPTS) throw new PartRefused(message);
    await rest(Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (attempt - 1)), part.signal);
  }
}

/** XMLHttpRequest, because only it tells how much has been sent. The browser reads the part from the disk itself. */
function put({ uploadId, number, body, signal, onSent }: Part): Promise<{ status: number; message: string }> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const finish = () => resolve({ status: request.status, message: messageOf(request) });
    request.upload.addEventListener("progress", ({ loaded }) => onSent(Math.min(loaded, body.size)));
    request.addEventListener("loadend", finish);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) return finish();
    request.open("PUT", `/api/v1/uploads/${uploadId}/parts/${number}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(body);
  });
}

function messageOf({ status, responseText }: XMLHttpRequest): string {
  try {
    const problem: unknown = JSON.parse(responseText);
    const detail = typeof problem === "object" && problem !== null && "detail" in problem ? problem.detail : null;
    if (typeof detail === "string") return detail;
  } catch {
    // Not a problem document: the status has to do.
  }
  return status === 0 ? "" : `HTTP ${status}`;
}

/** Waits, but not longer than until the network is back. */
function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    window.addEventListener("online", go);
    signal.addEventListener("abort", go, { once: true });
  });
}
