import { audit } from "@/server/audit";
import { getArrangeable } from "@/server/identity";
import { atomically, defineCommand, notFound } from "@/server/kernel";
import { PinList, PutPinsInput } from "../contract/pin";
import { showPins } from "./pins";
import { replacePins } from "./store";

/** Throws `not_found` for what the actor does not see, or what does not belong to the account. */
export const putPins = defineCommand({
  name: "hub.putPins",
  summary: "Choose what stands first on your page, or on that of an organization you lead",
  http: { method: "PUT", path: "/profiles/{name}/pins" },
  input: PutPinsInput,
  output: PinList,
  async run(ctx, { name, pins }) {
    const owner = await getArrangeable(ctx, name);
    const items = await showPins(ctx, owner, pins);
    const found = new Set(items.map((pin) => (pin.kind === "repository" ? pin.repo.id : pin.collection.id)));
    const missing = pins.find(({ id }) => !found.has(id));
    if (missing) throw notFound(missing.kind === "repository" ? "Repository" : "Collection", missing.id);
    return atomically(ctx, async (ctx) => {
      await replacePins(ctx, owner.id, pins);
      const target = { kind: owner.kind, id: owner.id, name: owner.name, ownerId: owner.id };
      await audit(ctx, `${owner.kind}.updated`, { ...target, details: { fields: ["pins"] } });
      return { items, nextCursor: null };
    });
  },
});
