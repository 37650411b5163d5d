import { UploadFailure } from "./upload-failure";

interface Part {
  readonly uploadId: string;
  /** From 1. */
  readonly number: number;
  readonly body: Blob;
  readonly signal: AbortSignal;
  /** Bytes of this part that have left. */
  readonly onSent: (bytes: number) => void;
}

const ATTEMPTS = 8;
const LONGEST_WAIT_MS = 30_000;

/** Sends one part, again and again while the connection or the server is away. Throws `UploadFailure` for a clear no. */
export async function sendPart(part: Part): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { status, message, code } = await put(part);
    if (status >= 200 && status < 300) return;
    part.signal.throwIfAborted();
    part.onSent(0);
    const isPassing = status === 0 || status === 408 || status === 429 || status >= 500;
    if (!isPassing || attempt === ATTEMPTS) throw new UploadFailure(code === "wrong_size" ? "damaged" : code, message);
    await rest(Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (attempt - 1)), part.signal);
  }
}

interface Answer {
  readonly status: number;
  readonly message: string;
  readonly code: string;
}

/** XMLHttpRequest, because only it tells how much has been sent. The browser reads the part from the disk itself. */
function put({ uploadId, number, body, signal, onSent }: Part): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const finish = () => resolve(answerOf(request));
    request.upload.addEventListener("progress", ({ loaded }) => onSent(Math.min(loaded, body.size)));
    request.addEventListener("loadend", finish);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) return finish();
    request.open("PUT", `/api/v1/uploads/${uploadId}/parts/${number}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(body);
  });
}

function answerOf({ status, responseText }: XMLHttpRequest): Answer {
  const { detail, code } = problemIn(responseText);
  const message = status === 0 ? "" : `HTTP ${status}`;
  return { status, message: typeof detail === "string" ? detail : message, code: typeof code === "string" ? code : "" };
}

/** What a problem document says; nothing for an answer that is none. */
function problemIn(text: string): { readonly detail?: unknown; readonly code?: unknown } {
  try {
    const problem: unknown = JSON.parse(text);
    return typeof problem === "object" && problem !== null ? problem : {};
  } catch {
    return {};
  }
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
