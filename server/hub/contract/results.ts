import { z } from "zod";

/** A number that somebody measured, as a model says it: in its card (`model-index`) or in the folder `.eval_results`. */
export const EvalResult = z.object({
  model: z.string().describe("Name in the card."),
  task: z.string().describe("Type of task, such as text-generation."),
  taskName: z.string().nullable().describe("The task for people."),
  dataset: z.string().describe("Repository or type of the data."),
  isHere: z.boolean().describe("The dataset is a repository here that the caller may see."),
  datasetName: z.string().nullable(),
  config: z.string().nullable(),
  split: z.string().nullable(),
  revision: z.string().nullable(),
  metric: z.string().describe("Type of metric, such as accuracy."),
  metricName: z.string().nullable(),
  value: z.string().describe("As it is written; mostly a number."),
  isVerified: z.boolean().describe("The card says that somebody has verified it; nobody here has."),
  source: z.object({ name: z.string(), url: z.string().nullable() }).nullable(),
});
export type EvalResult = z.infer<typeof EvalResult>;

export const EvalResults = z.object({
  items: z.array(EvalResult),
  problems: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .describe("Parts of the card that cannot be read, for its authors."),
  isCut: z.boolean().describe("The card holds more than is read."),
});
export type EvalResults = z.infer<typeof EvalResults>;
