import { defineQuery } from "@/server/kernel";
import { AccountPath } from "../contract";
import { AccountReadme } from "../contract/readme";
import { getOwner } from "../get-owner";
import { findReadme } from "./store";

export const getReadme = defineQuery({
  name: "identity.getReadme",
  summary: "Read what a person or an organization tells on its page",
  http: { method: "GET", path: "/profiles/{name}/readme" },
  input: AccountPath,
  output: AccountReadme,
  async run(ctx, { name }) {
    const { id } = await getOwner(ctx, name);
    return { source: (await findReadme(ctx.db, id)) ?? "" };
  },
});
