import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { AccountReadme, PutAccountReadmeInput } from "../contract/readme";
import { getArrangeable } from "../get-arrangeable";
import { putReadmeRow } from "./store";

export const putReadme = defineCommand({
  name: "identity.putReadme",
  summary: "Write what is told on your page, or on that of an organization you lead",
  http: { method: "PUT", path: "/profiles/{name}/readme" },
  input: PutAccountReadmeInput,
  output: AccountReadme,
  async run(ctx, { name: asked, source }) {
    const { id, kind, name } = await getArrangeable(ctx, asked);
    return atomically(ctx, async (ctx) => {
      await putReadmeRow(ctx, id, source);
      await audit(ctx, `${kind}.updated`, { kind, id, name, ownerId: id, details: { fields: ["readme"] } });
      return { source };
    });
  },
});
