import { z } from "zod";
import { RepoAddress } from "./repo";
import { WATCH_LEVELS } from "./watch-levels";

export const WatchLevel = z.enum(WATCH_LEVELS);

export const WatchRepoInput = RepoAddress.extend({
  level: WatchLevel.nullable().describe("`all`: commits and tags; `tags`: tags alone; null: nothing."),
});
export const WatchState = z.object({ level: WatchLevel.nullable() });
