import { openXorbPart, readXorbPlace } from "@/server/content";
import { forbidden, notFound } from "@/server/kernel";
import { rangeOf } from "../byte-range";
import { type Exchange, headerOf } from "../exchange";
import { sendBytes } from "../send-bytes";

const wholeOf = ({ start, end }: { readonly start: number; readonly end: number }) => ({ start, end: end - 1 });

/** `GET /v1/data/{place}`: packed bytes of a xorb; the address is the permission, for these bytes and for a while. */
export async function getData(exchange: Exchange, sealed: string): Promise<void> {
  const { ctx, method, request, response } = exchange;
  if (method !== "GET") throw notFound("Route", method);
  const place = readXorbPlace(ctx, sealed);
  if (place === null) throw forbidden("xet.data");
  const asked = rangeOf(headerOf(request, "range"), place.end);
  const range = asked === "unsatisfiable" ? { start: place.end, end: place.end } : (asked ?? wholeOf(place));
  const body = await openXorbPart(ctx, { place, range });
  response.writeHead(206, {
    "content-type": "application/octet-stream",
    "content-length": range.end - range.start + 1,
    "content-range": `bytes ${range.start}-${range.end}/${place.end}`,
    "accept-ranges": "bytes",
    "cache-control": "private, no-store",
  });
  await sendBytes(exchange, body, { start: range.start, length: range.end - range.start + 1 });
}
