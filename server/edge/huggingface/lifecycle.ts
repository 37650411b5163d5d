import { authorize } from "@/server/access";
import {
  addRepo,
  authorizeCreation,
  changeRepo,
  checkCard,
  getReadableRepo,
  relocate,
  removeRepo,
  resourceOf,
  wirePathOf,
} from "@/server/hub";
import { CreateRepoInput, shelfOf } from "@/server/hub/contract";
import { getOwner } from "@/server/identity";
import { DomainError, hexId } from "@/server/kernel";
import { inputOf } from "../input-of";
import { readBody } from "../read-body";
import { respondJson } from "../respond";
import { moveBucketTo } from "./buckets/lifecycle";
import { type Call, type RepoCall, repoOf } from "./call";
import { startSpace } from "./spaces";
import { CreateRepoBody, isSet, MoveRepoBody, RepoNameBody, SettingsBody, ValidateYamlBody } from "./wire";

/** `ns/name`, or a name and an organisation beside it. */
function placeOf(name: string, organization?: string | null) {
  const [first = "", second] = name.split("/");
  if (second === undefined) return { name: first, ...(organization && { namespace: organization }) };
  return { name: second, namespace: first };
}

export async function createRepo(call: Call): Promise<void> {
  const body = await readBody(call, CreateRepoBody);
  const visibility =
    body.visibility === "protected"
      ? "private"
      : (body.visibility ?? visibilityOf(body.private ?? undefined) ?? undefined);
  const input = inputOf(CreateRepoInput, {
    shelf: shelfOf(body.type ?? "model"),
    ...placeOf(body.name, body.organization),
    visibility,
    ...(body.license && { license: body.license }),
    ...(body.sdk && { sdk: body.sdk }),
  });
  const repo = await addRepo(call.ctx, input).catch((error: unknown) => {
    throw withWireUrl(call, error, `${body.type ?? "model"}`);
  });
  await startSpace(call.ctx, repo, body);
  const { origin } = call.ctx.site;
  respondJson(call, {
    status: 200,
    body: { url: `${origin}/${wirePathOf(repo)}`, name: `${repo.namespace}/${repo.name}`, id: hexId(repo.id) },
  });
}

/** Clients read the repository out of this address, in Hugging Face's spelling: models have no word in front. */
export function withWireUrl({ ctx }: Call, error: unknown, type: string): unknown {
  if (!(error instanceof DomainError) || error.reason !== "name_taken") return error;
  const [, , namespace = "", name = ""] = new URL(String(error.details.url)).pathname.split("/");
  const prefix = type === "model" ? "" : `${type}s/`;
  return new DomainError("conflict", error.message, {
    reason: "name_taken",
    details: { url: `${ctx.site.origin}/${prefix}${namespace}/${name}` },
  });
}

export async function deleteRepo(call: Call): Promise<void> {
  const body = await readBody(call, RepoNameBody);
  const { name, namespace } = placeOf(body.name, body.organization);
  const owner = await getOwner(call.ctx, namespace);
  const repo = await getReadableRepo(call.ctx, { kind: body.type ?? "model", namespace: owner.name, name });
  await removeRepo(call.ctx, repo);
  respondText(call, "OK");
}

export async function moveRepo(call: Call): Promise<void> {
  const { fromRepo, toRepo, type } = await readBody(call, MoveRepoBody);
  const from = placeOf(fromRepo);
  const to = inputOf(CreateRepoInput.pick({ name: true, namespace: true }), placeOf(toRepo));
  const { ctx } = call;
  const address = { namespace: from.namespace ?? (await getOwner(ctx)).name, name: from.name };
  if (type === "bucket") {
    await moveBucketTo(ctx, address, to);
    return respondText(call, "OK");
  }
  const repo = await getReadableRepo(ctx, { kind: type ?? "model", ...address });
  await authorize(ctx, "repo.admin", resourceOf(repo));
  const owner = await getOwner(ctx, to.namespace);
  if (owner.id !== repo.ownerId) await authorizeCreation(ctx, owner);
  await relocate(ctx, repo, { owner, name: to.name });
  respondText(call, "OK");
}

export async function putSettings(call: RepoCall): Promise<void> {
  const body = await readBody(call, SettingsBody);
  const visibility = body.visibility ?? visibilityOf(body.private ?? undefined);
  const repo = await changeRepo(call.ctx, await repoOf(call), {
    ...(visibility && { visibility }),
    ...(typeof body.description === "string" && { description: body.description }),
    ...(body.gated != null && { gate: body.gated === false ? null : body.gated }),
  });
  respondJson(call, {
    status: 200,
    body: {
      private: repo.visibility !== "public",
      visibility: repo.visibility,
      description: repo.description,
      gated: repo.gate ?? false,
    },
  });
}

function visibilityOf(isPrivate: Parameters<typeof isSet>[0]): "private" | "public" | null {
  if (isPrivate === undefined) return null;
  return isSet(isPrivate) ? "private" : "public";
}

export async function validateYaml(call: Call): Promise<void> {
  const { content, repoType } = await readBody(call, ValidateYamlBody);
  const body = checkCard(content, repoType ?? "model");
  respondJson(call, { status: body.errors.length > 0 ? 400 : 200, body });
}

function respondText({ response }: Call, text: string): void {
  response.writeHead(200, { "content-type": "text/plain; charset=utf-8", "content-length": text.length }).end(text);
}
