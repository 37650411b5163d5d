import { generateKeyPairSync, randomBytes } from "node:crypto";
import { z } from "zod";
import { ensureDefaultPrices } from "@/server/billing";
import { getReadableRepo } from "@/server/hub";
import type { UserActor } from "@/server/kernel";
import { insertNotifications } from "@/server/notifications/store";
import { deploymentsIn } from "@/server/testing/deployments";
import type { setupWorld } from "@/server/testing/world";
import { sendDelivery } from "@/server/webhooks/send-delivery";
import { shaOf } from "../sha-of";

type World = ReturnType<typeof setupWorld>;
type Call = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

/** Somebody with one of everything, all of it private, all of it recognisable by its words or its ids. */
export interface Tenant {
  readonly user: UserActor;
  readonly organization: string;
  /** A member of the organisation, who is nobody else's business. */
  readonly member: string;
  /** Names of a team and a resource group of the organisation. */
  readonly team: string;
  readonly group: string;
  /** Secrets of an access token that may write, and of one that may read. */
  readonly write: string;
  readonly read: string;
  readonly repo: { readonly id: string; readonly name: string; readonly head: string };
  /** By what it is: ids that only this tenant may use. */
  readonly ids: Readonly<Record<string, string>>;
  /** Words and ids that nobody else may ever read. */
  readonly marks: readonly string[];
}

const NEWS = { event: { action: "create", scope: "repo" } } as const;

/** Makes a tenant by the ordinary operations, over the REST API of the edge. */
export async function makeTenant(world: World, origin: string): Promise<Tenant> {
  const mark = `mark${randomBytes(6).toString("hex")}`;
  await ensureDefaultPrices(world.system());
  const member = await world.user();
  const user = await world.user({ platformRoles: ["owner"] });
  const organization = await world.organization(user, [{ user: member, role: "write" }]);
  const { secret: write, id: tokenId } = await world.token(user);
  const { secret: read } = await world.token(user, { role: "read" });
  const call = callWith(origin, write);

  const weights = Buffer.from(`GGUF ${mark}`);
  const fullName = await deploymentsIn(world).model(user, {
    visibility: "private",
    files: { "weights.gguf": weights },
  });
  const name = fullName.slice(fullName.indexOf("/") + 1);
  const address = { kind: "model", namespace: user.username, name } as const;
  const { id: repoId } = await getReadableRepo(world.system(), address);
  const base = `/models/${fullName}`;
  await call("PATCH", base, { description: `${mark} description` });
  const change = { kind: "put", path: "README.md", text: `---\ntags: [${mark}]\n---\n# ${mark} card\n` };
  const { commit } = await call("POST", `${base}/commits`, { summary: `${mark} commit`, changes: [change] });
  await call("POST", `${base}/discussions`, { title: `${mark} issue`, description: `${mark} words` });
  const upload = await call("POST", `${base}/uploads`, { size: 5 });
  const deployment = await call("POST", "/deployments", { model: fullName });
  const apiKey = await call("POST", "/api-keys", { name: `${mark} key` });
  const sshKey = await call("POST", "/ssh-keys", { title: `${mark} ssh`, publicKey: publicKey() });
  const deployKey = await call("POST", `${base}/deploy-keys`, { title: `${mark} deploy`, publicKey: publicKey() });
  const collection = await call("POST", "/collections", { title: `${mark} collection` });
  const item = { shelf: "models", namespace: user.username, name, note: `${mark} note` };
  const { items } = await call("POST", `/collections/${collection.id}/items`, item);
  await call("POST", "/buckets", { name, visibility: "private" });
  const watched = [{ type: "model", name: fullName }];
  const webhook = await call("POST", "/webhooks", { url: `https://example.com/${mark}`, watched });
  await sendDelivery(
    world.system(),
    { webhook: { id: String(webhook.id) }, repo: { id: repoId } },
    { ...NEWS, payload: { mark } },
  );
  const deliveries = await call("GET", `/webhooks/${webhook.id}/deliveries`);
  const shared = await shareOut(call, { mark, organization: organization.name, member: member.username });
  const invite = { email: `${mark}@example.com`, role: "read" };
  const invitation = await call("POST", `/organizations/${organization.name}/invitations`, invite);
  await insertNotifications(world.system(), [user.userId], { kind: "deploymentFailed", title: `${mark} note` });

  const firstId = (list: unknown) => z.array(z.object({ id: z.string() })).parse(list)[0]?.id ?? "";
  const idOf = (thing: Record<string, unknown>) => String(thing.id);
  const ids = {
    ...{ repo: repoId, upload: idOf(upload), deployment: idOf(deployment), apiKey: idOf(apiKey) },
    ...{ sshKey: idOf(sshKey), deployKey: idOf(deployKey), invitation: idOf(invitation), token: tokenId },
    ...{ collection: idOf(collection), collectionItem: firstId(items), webhook: idOf(webhook) },
    ...{ delivery: firstId(deliveries.items), ...(await makeMirror(call, base, mark)) },
    ...shared.ids,
  };
  const invitationCode = String(invitation.url).split("/").at(-1) ?? "";
  const oid = shaOf(weights);
  const secrets = [write, read, invitationCode, String(webhook.signingSecret)];
  const marks = [mark, name, oid, String(commit), ...secrets, ...Object.values(ids)];
  const repo = { id: repoId, name, head: String(commit) };
  const people = { user, organization: organization.name, member: member.username };
  return { ...people, ...shared.names, write, read, repo, ids, marks };
}

interface House {
  readonly mark: string;
  readonly organization: string;
  readonly member: string;
}

/** A team and a resource group of the organisation, with its member in both. */
async function shareOut(call: Call, { mark, organization, member }: House) {
  const base = `/organizations/${organization}`;
  const part = (kind: "team" | "group") => ({ [kind]: `${mark}-${kind}`, description: `${mark} ${kind}` });
  const team = await call("POST", `${base}/teams`, part("team"));
  const group = await call("POST", `${base}/resource-groups`, part("group"));
  await call("PUT", `${base}/teams/${team.name}/members/${member}`, { role: "member" });
  await call("PUT", `${base}/resource-groups/${group.name}/members/${member}`, { role: "read" });
  return {
    ids: { team: String(team.id), group: String(group.id) },
    names: { team: String(team.name), group: String(group.name) },
  };
}

/** A mirror that nobody runs here, and its run that waits. */
async function makeMirror(call: Call, base: string, mark: string) {
  const elsewhere = { direction: "push", address: `https://example.com/${mark}.git`, credential: `${mark}-token` };
  const { id, lastRun } = await call("POST", `${base}/mirrors`, elsewhere);
  return { mirror: String(id), mirrorRun: z.object({ id: z.string() }).parse(lastRun).id };
}

function callWith(origin: string, token: string): Call {
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, ...sent });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
}

function publicKey(): string {
  const { publicKey: key } = generateKeyPairSync("ed25519");
  const { x = "" } = key.export({ format: "jwk" });
  const field = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const blob = Buffer.concat([field(Buffer.from("ssh-ed25519")), field(Buffer.from(x, "base64url"))]);
  return `ssh-ed25519 ${blob.toString("base64")}`;
}
