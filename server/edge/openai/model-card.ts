import type { ListedModel } from "@/server/gateway";

/** A model as `GET /v1/models` lists it; `status` and `context_length` are no part of it, other clients ignore them. */
export const modelCard = ({ name, createdAt, isRunning, contextLength }: ListedModel) => ({
  id: name,
  object: "model",
  created: Math.floor(createdAt.getTime() / 1000),
  owned_by: name.split("/")[0] ?? name,
  status: isRunning ? "running" : "stopped",
  ...(contextLength !== null && { context_length: contextLength }),
});
