import { authorizePlatform } from "@/server/access";
import { setPrice } from "@/server/billing";
import { Price } from "@/server/billing/contract";
import { findRepo } from "@/server/hub";
import { defineCommand, notFound } from "@/server/kernel";
import { PriceModelInput } from "./contract";

export const priceModel = defineCommand({
  name: "admin.priceModel",
  summary: "Set the token price of one model, also of one that the caller cannot open",
  http: { method: "POST", path: "/admin/prices", status: 201 },
  input: PriceModelInput,
  output: Price,
  async run(ctx, { model, ...price }) {
    await authorizePlatform(ctx, "platform.prices");
    const [namespace = "", name = ""] = model.split("/");
    const repo = await findRepo(ctx, { kind: "model", namespace, name });
    if (!repo) throw notFound("Model", model);
    return setPrice.run(ctx, { ...price, target: repo.id });
  },
});
