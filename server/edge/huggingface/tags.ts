import type { Shelf } from "@/server/hub/contract/repo";
import { hubOperations } from "@/server/hub/operations";
import { respondJson } from "../respond";
import type { Call } from "./call";

/** `GET /api/models-tags-by-type`, `GET /api/datasets-tags-by-type` */
export const tagsOf =
  (shelf: Shelf) =>
  async (call: Call): Promise<void> => {
    const { items } = await hubOperations.listTagsByType.run(call.ctx, { shelf });
    const body = Object.groupBy(items, ({ type }) => type);
    respondJson(call, { status: 200, body });
  };
