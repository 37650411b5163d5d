import { defineQuery } from "@/server/kernel";
import { kindOf } from "../contract/repo";
import { ListTagsByTypeInput, TagsByType } from "../contract/tags";
import { arrangeTags } from "./arrange-tags";
import { countTags } from "./store/count-tags";
import { listTagRules } from "./store/tag-rules";

/** Typed tags that filters know by another word. */
const TYPES: Readonly<Record<string, string>> = { task: "pipeline_tag", tag: "other" };
const TYPED = new Set(
  "license language library dataset base_model arxiv region format modality size_categories task_categories task_ids multilinguality task tag".split(
    " ",
  ),
);
const BARE = new Set(["task", "library", "language", "tag"]);

export const listTagsByType = defineQuery({
  name: "hub.listTagsByType",
  summary: "List the tags that public repositories carry, with their types: featured ones, then the most used",
  http: { method: "GET", path: "/{shelf}/tags-by-type" },
  input: ListTagsByTypeInput,
  output: TagsByType,
  async run(ctx, { shelf }) {
    const kind = kindOf(shelf);
    const [counted, rules] = await Promise.all([countTags(ctx.db, kind), listTagRules(ctx.db)]);
    const items = arrangeTags(counted, rules).flatMap((word) => {
      const colon = word.indexOf(":");
      const prefix = colon < 0 ? "" : word.slice(0, colon);
      if (!TYPED.has(prefix)) return [];
      const label = word.slice(colon + 1);
      const isBare = kind === "model" && BARE.has(prefix);
      const type = kind === "dataset" && prefix === "task" ? null : (TYPES[prefix] ?? prefix);
      return type === null ? [] : [{ type, id: isBare || prefix === "tag" ? label : word, label }];
    });
    return { items, nextCursor: null };
  },
});
