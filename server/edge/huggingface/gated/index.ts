import { accessReportOf, accessRequestsOf, askerOf, askForAccess, decideOn, grantAccess, pathOf } from "@/server/hub";
import { ACCESS_STATUSES, type AccessRequest, Answers } from "@/server/hub/contract/gate";
import { findAccountByName } from "@/server/identity";
import type { AccountSummary } from "@/server/identity/contract";
import { DomainError, notFound } from "@/server/kernel";
import { readBody } from "../../read-body";
import { respondJson, respondStream } from "../../respond";
import { type Call, nextLink, type RepoCall, repoOf } from "../call";
import { AskBody, GrantBody, HandleBody } from "./wire";

const PAGE = 100;

/** `GET …/user-access-request/{status}` (hub-protocols §3.9) */
export async function getAccessRequests(call: RepoCall): Promise<void> {
  const { ctx, query } = call;
  const status = ACCESS_STATUSES.find((one) => one === call.rest);
  if (!status) throw notFound("Route", call.rest.slice(0, 200));
  const repo = await repoOf(call);
  const cursor = query.get("cursor") ?? undefined;
  const { items, nextCursor } = await accessRequestsOf(ctx, repo, { status, limit: PAGE, cursor });
  if (repo.gate === null) throw new DomainError("invalid", "This repository is not gated", { reason: "not_gated" });
  respondJson(call, { status: 200, body: items.map(showRequest), headers: nextLink(call, nextCursor) });
}

const showRequest = (request: AccessRequest) => ({
  requestId: request.id,
  user: { user: request.username, fullname: request.displayName, avatarUrl: request.avatarUrl, type: "user" },
  status: request.status,
  timestamp: request.requestedAt,
  fields: request.answers,
  ...(request.handledBy !== null && { grantedBy: { user: request.handledBy } }),
  ...(request.reason !== null && { reason: request.reason }),
});

/** `POST …/user-access-request/handle` and `…/grant` */
export async function postAccessRequest(call: RepoCall): Promise<void> {
  const repo = await repoOf(call);
  if (call.rest === "handle") {
    const { status, rejectionReason, requestId, ...person } = await readBody(call, HandleBody);
    const user = requestId ? await askerOf(call.ctx, repo, requestId) : await personIn(call, person);
    await decideOn(call.ctx, repo, { user, status, reason: rejectionReason ?? undefined });
    respondJson(call, { status: 200, body: { status } });
  } else if (call.rest === "grant") {
    const user = await personIn(call, await readBody(call, GrantBody));
    await grantAccess(call.ctx, repo, user);
    respondJson(call, { status: 200, body: { status: "accepted" } });
  } else {
    throw notFound("Route", call.rest.slice(0, 200));
  }
}

async function personIn(
  { ctx }: Call,
  { user, userId }: { readonly user?: string | null | undefined; readonly userId?: string | null | undefined },
): Promise<AccountSummary> {
  const name = user ?? userId ?? "";
  const account = name === "" ? null : await findAccountByName(ctx.db, name);
  if (account?.kind !== "user") throw notFound("User", name);
  return account;
}

/** `GET …/user-access-report`: CSV */
export async function getAccessReport(call: RepoCall): Promise<void> {
  const { contentType, fileName, body } = await accessReportOf(call.ctx, await repoOf(call), call.signal);
  call.response.writeHead(200, {
    "content-type": contentType,
    "content-disposition": `attachment; filename="${fileName}"`,
    "cache-control": "no-store",
  });
  await respondStream(call, encoded(body));
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(line);
}

/** `POST {repository}/ask-access`: answers as a form or JSON; browsers are led back to the page. */
export async function postAskAccess(call: RepoCall): Promise<void> {
  const repo = await repoOf(call);
  const given = await readBody(call, AskBody);
  const texts = Object.entries(given).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]);
  const answers = Answers.safeParse(Object.fromEntries(texts));
  if (!answers.success) throw new DomainError("invalid", "An answer cannot be used");
  await askForAccess(call.ctx, repo, answers.data);
  call.response.writeHead(303, { location: pathOf(repo), "content-length": 0 }).end();
}
