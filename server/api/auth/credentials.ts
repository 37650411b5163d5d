import { decode } from "next-auth/jwt";
import { unauthenticated } from "@/server/kernel";

/** What a request says of who sends it; nothing of it is checked yet. */
export type Credentials =
  | { readonly kind: "none" }
  | { readonly kind: "token"; readonly secret: string }
  | { readonly kind: "password"; readonly login: string; readonly password: string }
  | { readonly kind: "session"; readonly secret: string };

const BEARER = /^Bearer ([\w.-]{1,500})$/i;
const BASIC = /^Basic ([A-Za-z0-9+/=]{1,2000})$/i;

/** Reads an `Authorization` header. Throws `unauthenticated` for what is neither bearer nor basic. */
export function authorizationOf(header: string): Credentials {
  const [, secret] = BEARER.exec(header) ?? [];
  if (secret !== undefined) return { kind: "token", secret };
  const [, encoded] = BASIC.exec(header) ?? [];
  if (encoded === undefined) throw unauthenticated();

  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0) throw unauthenticated();
  const login = text.slice(0, colon);
  const password = text.slice(colon + 1);
  if (password.startsWith("hf_")) return { kind: "token", secret: password };
  if (login.startsWith("hf_")) return { kind: "token", secret: login };
  return { kind: "password", login, password };
}

interface Cookies {
  readonly header: string | undefined;
  readonly name: string;
  /** Key of the session cookie, derived from `YARD_SECRET`. */
  readonly key: string;
}

/** The session in the encrypted cookie of next-auth; `none` for a missing, foreign or expired one. */
export async function sessionCookieOf({ header, name, key }: Cookies): Promise<Credentials> {
  const value = cookieIn(header ?? "", name);
  if (value === null) return { kind: "none" };
  const token = await decode({ token: value, secret: key }).catch(() => null);
  return typeof token?.sid === "string" ? { kind: "session", secret: token.sid } : { kind: "none" };
}

/** `null` for two different ones too: one of them was planted by a neighbour under another domain or path. */
function cookieIn(header: string, name: string): string | null {
  const pairs = header.split(";").map((pair) => pair.trim().split("=", 2));
  const values = new Set(pairs.flatMap(([key, value]) => (key === name && value ? [value] : [])));
  const [only, ...others] = values;
  return others.length === 0 ? (only ?? null) : null;
}
