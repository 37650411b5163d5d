import { textOf, textsOf, typed } from "@/server/hub/card/read-field";
import type { RepoKindEntry } from "./kind";

export const space: RepoKindEntry = {
  kind: "space",
  title: "Space",
  wirePrefix: "spaces/",
  lfsPatterns: [],
  firstCard: ({ name, license, sdk }) => ({
    title: name,
    emoji: "🚀",
    colorFrom: "blue",
    colorTo: "indigo",
    sdk: sdk ?? "static",
    ...(license !== null && { license }),
  }),
  factsOf: (card) => {
    const sdk = textOf(card, "sdk");
    const named = [...typed("license", textsOf(card, "license")), ...textsOf(card, "tags")];
    return { task: null, library: sdk, tags: [...(sdk === null ? [] : [sdk]), ...named] };
  },
};
