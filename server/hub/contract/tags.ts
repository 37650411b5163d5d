import { z } from "zod";
import { Shelf } from "./repo";

export const ListTagsByTypeInput = z.strictObject({ shelf: Shelf });
export const TagsByType = z.object({
  items: z.array(z.object({ type: z.string(), id: z.string().describe("As filters take it."), label: z.string() })),
  nextCursor: z.null().describe("All of them come at once."),
});
