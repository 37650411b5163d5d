import { z } from "zod";
import { LinkRelation, Repo, RepoAddress, RepoKind } from "./repo";

/** Where it stands that a repository was made from another. */
export const LINK_ORIGINS = ["card", "text", "config", "gguf"] as const;
export const LinkOrigin = z
  .enum(LINK_ORIGINS)
  .describe("Front matter of the card, its text, config.json or adapter_config.json, the header of a GGUF file.");
export type LinkOrigin = z.infer<typeof LinkOrigin>;

const Pinned = z.string().nullable().describe("Branch, tag or commit, where one is named with it.");

/** A repository that another one names, found here or not. */
export const RepoLink = z.object({
  relation: LinkRelation,
  origin: LinkOrigin,
  revision: Pinned,
  kind: RepoKind,
  target: z.string().describe("`namespace/name`, as it is called now when it exists here."),
  repo: Repo.nullable().describe("Null when it does not exist here or the caller may not see it."),
});
export const Lineage = z.object({
  from: z.array(RepoLink).describe("What this was made from."),
  to: z.array(RepoLink).describe("What was made from this."),
});

export const GetLineageGraphInput = RepoAddress.extend({
  depth: z.int().min(1).max(8).default(2).describe("Steps away from the repository, in both directions."),
  limit: z.int().min(5).max(300).default(60).describe("Most nodes, the repository among them."),
});

export const LineageNode = z.object({
  id: z.string().describe("Names it in `edges`."),
  kind: z.enum([...RepoKind.options, "paper"]),
  name: z.string().describe("`namespace/name`, or the arXiv id of a paper."),
  step: z.int().describe("Steps from the repository: below zero what it was made from, above what was made from it."),
  repo: Repo.pick({
    kind: true,
    namespace: true,
    name: true,
    visibility: true,
    task: true,
    library: true,
    downloads: true,
    likes: true,
    sha: true,
  })
    .nullable()
    .describe("Null for papers, and for what does not exist here or the caller may not see."),
});
export type LineageNode = z.infer<typeof LineageNode>;

export const EDGE_RELATIONS = [...LinkRelation.options, "paper"] as const;
export const LineageEdge = z.object({
  from: z.string().describe("Node that something was made from."),
  to: z.string().describe("Node that was made from it."),
  relation: z.enum(EDGE_RELATIONS),
  origin: LinkOrigin,
  revision: Pinned,
});
export type LineageEdge = z.infer<typeof LineageEdge>;

export const LineageGraph = z.object({
  root: z.string().describe("Node of the repository itself."),
  nodes: z.array(LineageNode),
  edges: z.array(LineageEdge),
  isCut: z.boolean().describe("There is more, beyond `limit` nodes."),
  isDeeper: z.boolean().describe("There is more, beyond `depth` steps."),
});
export type LineageGraph = z.infer<typeof LineageGraph>;
