import { textsOf, typed } from "@/server/hub/card/read-field";
import type { RepoKindEntry } from "./kind";

export const code: RepoKindEntry = {
  kind: "code",
  title: "Code",
  wirePrefix: "codes/",
  lfsPatterns: [],
  firstCard: ({ license }) => (license === null ? null : { license }),
  factsOf: (card) => ({
    task: null,
    library: null,
    tags: [...textsOf(card, "language"), ...typed("license", textsOf(card, "license")), ...textsOf(card, "tags")],
  }),
};
