import type { AnyOperation } from "@/server/kernel";
import type { Input } from "./inputs";

export interface Caller {
  /** Access token for REST. */
  readonly token?: string;
  /** Session cookie for tRPC. */
  readonly cookie?: string;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

export type Transport = "rest" | "trpc";

interface Call {
  readonly operation: AnyOperation;
  readonly input: Input;
  readonly caller: Caller;
}

/** Which ways lead to an operation. */
export const transportsOf = ({ kind, http }: AnyOperation): readonly Transport[] => [
  ...(http ? (["rest"] as const) : []),
  ...(kind === "stream" ? [] : (["trpc"] as const)),
];

/** What takes longer hangs, also beside other work. */
const PATIENCE_MS = 60_000;

/** Calls operations over HTTP, the way a program (REST) or one of our pages (tRPC) does. */
export function callerOf(origin: () => string) {
  const send = async (path: string, init: RequestInit & { readonly duplex?: "half" }): Promise<Answer> => {
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await fetch(`${origin()}${path}`, { redirect: "manual", signal, ...init });
      const text = await answer.text();
      return { status: answer.status, contentType: answer.headers.get("content-type") ?? "", text };
    } catch (cause) {
      const what = `${init.method ?? "GET"} ${path.slice(0, 200)} ${String(init.body ?? "").slice(0, 200)}`;
      throw new Error(`No answer to ${what}`, { cause });
    }
  };

  return {
    send,
    rest: ({ operation, input, caller }: Call) => {
      const { method, path, body } = restRequest(operation, input);
      const authorization: Record<string, string> = caller.token ? { authorization: `Bearer ${caller.token}` } : {};
      return send(path, { method, headers: { ...authorization, ...typeOf(operation) }, body: body ?? null });
    },
    trpc: ({ operation, input, caller }: Call) => {
      const json = wire({ json: input });
      const headers: Record<string, string> = { ...(caller.cookie && { cookie: caller.cookie }) };
      const own = { ...headers, "sec-fetch-site": "same-origin", "content-type": "application/json" };
      const path = `/api/trpc/${operation.name}`;
      if (operation.kind === "command") return send(path, { method: "POST", headers: own, body: json });
      return send(`${path}?input=${encode(json)}`, { headers: own });
    },
  };
}

const typeOf = (operation: AnyOperation): Record<string, string> => ({
  "content-type": operation.kind === "stream" ? "application/octet-stream" : "application/json",
});

/** Method, path and body by which an input reaches its operation. */
export function restRequest(operation: AnyOperation, input: Input) {
  const { method, path } = operation.http ?? { method: "GET", path: "/" };
  const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(textOf(input[name])));
  const rest = Object.entries(input).filter(([name, value]) => !inPath.has(name) && value !== undefined);
  const hasBody = operation.kind === "command" && method !== "DELETE";
  if (hasBody) return { method, path: `/api/v1${filled}`, body: wire(Object.fromEntries(rest)) };
  const query = rest.flatMap(([name, value]) =>
    [value].flat().map((item) => `${encode(name)}=${encode(textOf(item))}`),
  );
  const suffix = query.length > 0 ? `?${query.join("&")}` : "";
  const body = operation.kind === "stream" && operation.consumes ? "some bytes" : undefined;
  return { method, path: `/api/v1${filled}${suffix}`, body };
}

const textOf = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** Half a surrogate pair has no encoding: it goes out as the bytes that a careless client would send. */
const encode = (text: string): string =>
  text.isWellFormed()
    ? encodeURIComponent(text)
    : [...text].map((part) => (part.isWellFormed() ? encodeURIComponent(part) : "%ED%A0%80")).join("");

/** A number that JSON cannot say otherwise. */
export class Raw {
  constructor(readonly json: string) {}
}

/** The JSON that is sent: in it `Raw` stands for itself: `1e309`, doubled keys. */
export function wire(value: unknown): string {
  const raws: string[] = [];
  const text = JSON.stringify(value, (_, item: unknown) =>
    item instanceof Raw ? `\u2063${raws.push(item.json) - 1}\u2063` : item,
  );
  return text.replaceAll(/"\u2063(\d+)\u2063"/g, (_, index: string) => raws[Number(index)] ?? "null");
}
