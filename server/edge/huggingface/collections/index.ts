import {
  addCollection,
  addItem,
  browseCollections,
  changeCollection,
  changeItem,
  dropCollection,
  dropItem,
  getCollectionBySlug,
  getReadableRepo,
  showCollection,
} from "@/server/hub";
import { kindOf, RepoKind, SHELVES } from "@/server/hub/contract";
import { CreateCollectionInput } from "@/server/hub/contract/collection";
import { type Ctx, DomainError, hexId, notFound } from "@/server/kernel";
import { inputOf } from "../../input-of";
import { readBody } from "../../read-body";
import { respondJson } from "../../respond";
import { type Call, decoded, limitIn, nextLink } from "../call";
import { showWire } from "./show";
import { AddItemBody, CreateCollectionBody, UpdateCollectionBody, UpdateItemBody } from "./wire";

type Handle = (call: Call) => Promise<void>;

/** `/api/collections…` (hub-protocols §3.8); `null` for other addresses. */
export function findCollectionCall(method: string, path: string): Handle | null {
  const [, , , namespace, slug = "", verb, itemId = "", ...rest] = path.split("/");
  if (!/^\/api\/collections(?:\/|$)/.test(path) || rest.length > 0) return null;
  if (namespace === undefined) return COLLECTIONS[method] ?? null;
  const collection = (call: Call) => getCollectionBySlug(call.ctx, decoded(slug));
  if (verb === undefined) return one(method, collection);
  if (verb !== "items") return null;
  return itemId === "" ? items(method, collection) : item(method, collection, decoded(itemId));
}

const COLLECTIONS: Readonly<Record<string, Handle>> = { GET: list, POST: create };
type Find = (call: Call) => ReturnType<typeof getCollectionBySlug>;

const MAX_LIMIT = 100;

async function list(call: Call): Promise<void> {
  const { ctx, query } = call;
  const [shelf = "", namespace = "", name = ""] = (query.get("item") ?? "").split("/");
  const repo = query.has("item") ? await repoIn(ctx, { type: shelf, id: `${namespace}/${name}` }) : null;
  const { items: rows, nextCursor } = await browseCollections(ctx, {
    limit: limitIn(query, { most: MAX_LIMIT, usual: 10 }),
    owner: query.get("owner") ?? undefined,
    search: query.get("q")?.slice(0, 200) ?? undefined,
    repoId: repo?.id,
    cursor: query.get("cursor") ?? undefined,
  });
  const body = await Promise.all(rows.map((row) => showWire(call, row, "list")));
  respondJson(call, { status: 200, body, headers: nextLink(call, nextCursor) });
}

async function create(call: Call): Promise<void> {
  const body = await readBody(call, CreateCollectionBody);
  const repo = body.item ? await repoIn(call.ctx, body.item) : null;
  const input = inputOf(CreateCollectionInput, {
    title: body.title,
    namespace: body.namespace,
    description: body.description ?? "",
    visibility: body.private === true ? "private" : "public",
  });
  const row = await addCollection(call.ctx, input);
  if (repo) await addItem(call.ctx, row, { repo });
  respondJson(call, { status: 200, body: await showWire(call, row) });
}

const one = (method: string, find: Find): Handle | null => {
  switch (method) {
    case "GET":
      return async (call) => respondJson(call, { status: 200, body: await showWire(call, await find(call)) });
    case "PATCH":
      return async (call) => {
        const { title, description, theme, ...body } = await readBody(call, UpdateCollectionBody);
        await changeCollection(call.ctx, await find(call), {
          ...(title != null && { title }),
          ...(description != null && { description }),
          ...(theme != null && { theme }),
          ...(body.private != null && { visibility: body.private ? "private" : "public" }),
        });
        respondJson(call, { status: 200, body: { success: true, data: await showWire(call, await find(call)) } });
      };
    case "DELETE":
      return async (call) => {
        await dropCollection(call.ctx, await find(call));
        respondJson(call, { status: 200, body: {} });
      };
    default:
      return null;
  }
};

const items = (method: string, find: Find): Handle | null =>
  method === "POST"
    ? async (call) => {
        const { item: asked, note } = await readBody(call, AddItemBody);
        await addItem(call.ctx, await find(call), { repo: await repoIn(call.ctx, asked), note: note ?? "" });
        respondJson(call, { status: 200, body: await showWire(call, await find(call)) });
      }
    : null;

const item = (method: string, find: Find, hex: string): Handle | null => {
  if (method !== "PATCH" && method !== "DELETE") return null;
  return async (call) => {
    const row = await find(call);
    const found = (await showCollection(call.ctx, row)).items.find(({ id }) => hexId(id) === hex);
    if (!found) throw notFound("Item", hex);
    if (method === "DELETE") await dropItem(call.ctx, row, found.id);
    else {
      const { note, position } = await readBody(call, UpdateItemBody);
      await changeItem(call.ctx, row, { itemId: found.id, note: note ?? undefined, position: position ?? undefined });
    }
    respondJson(call, { status: 200, body: {} });
  };
};

/** `model` and `models` both name the kind. Throws `invalid` for what a collection does not hold here. */
function repoIn(ctx: Ctx, { type, id }: { readonly type: string; readonly id: string }) {
  const shelf = SHELVES.find((one) => one === type);
  const kind = shelf === undefined ? RepoKind.safeParse(type).data : kindOf(shelf);
  const [namespace = "", name = "", ...rest] = id.split("/");
  if (kind === undefined || rest.length > 0) {
    throw new DomainError("invalid", "A collection holds models, datasets, spaces and code", { reason: "bad_item" });
  }
  return getReadableRepo(ctx, { kind, namespace, name });
}
