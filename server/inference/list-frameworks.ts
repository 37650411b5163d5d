import { z } from "zod";
import { type Ctx, defineQuery } from "@/server/kernel";
import { FrameworkPage, FrameworkParams, ListFrameworksInput } from "./contract";
import { frameworks } from "./frameworks";
import { findRuntime } from "./runtime-hint";

export const listFrameworks = defineQuery({
  name: "inference.listFrameworks",
  summary: "List the frameworks a model can be deployed on, with their settings",
  http: { method: "GET", path: "/frameworks" },
  input: ListFrameworksInput,
  output: FrameworkPage,
  async run(ctx: Ctx<"packs">) {
    const items = frameworks.map(async ({ id, title, format, params }) => ({
      ...{ id, title, format },
      runtime: await findRuntime(ctx, [format]),
      params: FrameworkParams.parse(z.toJSONSchema(params, { io: "input" })),
    }));
    return { items: await Promise.all(items), nextCursor: null };
  },
});
