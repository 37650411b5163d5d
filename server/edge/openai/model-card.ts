import type { ListedModel } from "@/server/gateway";

/** A model as `GET /v1/models` lists it; `status` is ours, other clients ignore it. */
export const modelCard = ({ name, createdAt, isRunning }: ListedModel) => ({
  id: name,
  object: "model",
  created: Math.floor(createdAt.getTime() / 1000),
  owned_by: name.split("/")[0] ?? name,
  status: isRunning ? "running" : "stopped",
});
