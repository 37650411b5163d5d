import type { signXetToken } from "@/server/content";
import type { Ctx } from "@/server/kernel";
import type { Exchange } from "../exchange";
import { respondJson } from "../respond";
import { CAS_PATH } from "./call";

type Signed = ReturnType<typeof signXetToken>;

/** Where clients find the interface of content-addressed storage. */
export const casUrlOf = ({ site }: Ctx): string => `${site.origin}${CAS_PATH}`;

/** As headers, for clients that look there. */
export const tokenHeaders = (ctx: Ctx, { token, until }: Signed) => ({
  "X-Xet-Cas-Url": casUrlOf(ctx),
  "X-Xet-Access-Token": token,
  "X-Xet-Token-Expiration": String(until),
});

/** A token in the body and in headers: clients differ in where they look. */
export function respondXetToken(exchange: Exchange, signed: Signed): void {
  const { ctx } = exchange;
  const body = { casUrl: casUrlOf(ctx), accessToken: signed.token, exp: signed.until };
  respondJson(exchange, { status: 200, body, headers: { ...tokenHeaders(ctx, signed), "cache-control": "no-store" } });
}
