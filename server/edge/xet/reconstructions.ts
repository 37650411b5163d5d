import { findXetOid, findXetSize, reconstruct, signXorbPlace, type Term } from "@/server/content";
import { refuseUnsafeAt } from "@/server/hub";
import { type Ctx, notFound } from "@/server/kernel";
import { headerOf } from "../exchange";
import { respondJson } from "../respond";
import { CAS_PATH, type Call } from "./call";

/** Chunks of a xorb that lie one after the other, and their bytes; both ends exclusive. */
interface Run {
  start: number;
  end: number;
  packedStart: number;
  packedEnd: number;
}

/** `GET /v1/reconstructions/{file}`: which bytes of which xorbs give a file, or a part of it. */
export async function getReconstruction(call: Call): Promise<void> {
  const { skip, terms } = await planOf(call);
  const fetches = Object.fromEntries(
    [...runsOf(terms)].map(([xorb, runs]) => [
      xorb,
      runs.map((run) => ({
        range: { start: run.start, end: run.end },
        url: urlOf(call.ctx, xorb, run),
        url_range: { start: run.packedStart, end: run.packedEnd - 1 },
      })),
    ]),
  );
  const body = { offset_into_first_range: skip, terms: terms.map(termOf), fetch_info: fetches };
  respondJson(call, { status: 200, body, headers: { "cache-control": "no-store" } });
}

/** `GET /v2/reconstructions/{file}`: one address for each run, since a store may not serve several ranges at once. */
export async function getReconstructionRuns(call: Call): Promise<void> {
  const { skip, terms } = await planOf(call);
  const xorbs = Object.fromEntries(
    [...runsOf(terms)].map(([xorb, runs]) => [
      xorb,
      runs.map((run) => ({
        url: urlOf(call.ctx, xorb, run),
        ranges: [
          { chunks: { start: run.start, end: run.end }, bytes: { start: run.packedStart, end: run.packedEnd - 1 } },
        ],
      })),
    ]),
  );
  const body = { offset_into_first_range: skip, terms: terms.map(termOf), xorbs };
  respondJson(call, { status: 200, body, headers: { "cache-control": "no-store" } });
}

/** `HEAD /v1/files/{file}`: how many bytes it has. */
export async function headFile({ ctx, token, hash, response }: Call): Promise<void> {
  const size = await findXetSize(ctx, { repoId: token.repoId, hash });
  if (size === null) throw notFound("File", hash);
  response.writeHead(200, { "content-length": size }).end();
}

async function planOf({ ctx, token, hash, request }: Call) {
  const oid = token.reachesUnsafe ? null : await findXetOid(ctx, { repoId: token.repoId, hash });
  if (oid !== null) await refuseUnsafeAt(ctx, token.repoId, { oid });
  return reconstruct(ctx, { repoId: token.repoId, hash, range: askedRange(headerOf(request, "range")) });
}

/** `bytes=a-b` and `bytes=a-`; anything else means the whole file. */
function askedRange(header: string | undefined) {
  const [, start, end] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (start === undefined) return undefined;
  return { start: Number(start), end: end ? Number(end) : Number.MAX_SAFE_INTEGER };
}

const termOf = ({ xorb, start, end, unpacked }: Term) => ({
  hash: xorb,
  unpacked_length: unpacked,
  range: { start, end },
});

/** What overlaps or touches is fetched at once; every term lies inside one run. */
function runsOf(terms: readonly Term[]): Map<string, Run[]> {
  const runs = new Map<string, Run[]>();
  const ordered = terms.toSorted((one, other) => one.start - other.start);
  for (const { xorb, start, end, packedStart, packedEnd } of ordered) {
    const known = runs.get(xorb) ?? [];
    runs.set(xorb, known);
    const last = known.at(-1);
    if (last && start <= last.end) {
      last.packedEnd = Math.max(last.packedEnd, packedEnd);
      last.end = Math.max(last.end, end);
    } else known.push({ start, end, packedStart, packedEnd });
  }
  return runs;
}

function urlOf(ctx: Ctx, xorb: string, { packedStart, packedEnd }: Run): string {
  return `${ctx.site.origin}${CAS_PATH}/v1/data/${signXorbPlace(ctx, { xorb, start: packedStart, end: packedEnd })}`;
}
