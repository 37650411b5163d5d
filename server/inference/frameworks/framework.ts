import { z } from "zod";
import { DomainError } from "@/server/kernel";
import type { ContainerSpec } from "@/server/ports/compute-backend";
import type { InferenceReason } from "../contract";

interface Definition<P extends z.ZodObject> {
  readonly id: string;
  readonly title: string;
  /** Format of the files it serves, and the pack that does the work: `server/compute` knows what is installed. */
  readonly format: "gguf";
  readonly pack: string;
  /** Every setting has a default or may be absent. */
  readonly params: P;
  /** `file`: path below the weights' folder. */
  readonly container: (file: string, params: z.output<P>) => ContainerSpec;
  /** What one replica is prepared for; `trainedContext` is `null` when the file does not say. */
  readonly load: (trainedContext: number | null, params: z.output<P>) => Load;
  /** Processors one replica may use, of those the machine has. */
  readonly cores: (available: number, params: z.output<P>) => number;
}

export interface Load {
  /** Tokens of one request. */
  readonly context: number;
  /** Requests at once. */
  readonly parallel: number;
}

export type Params = Readonly<Record<string, unknown>>;

/** One serving engine. Pure: it answers questions, it never talks to a machine. */
export interface RuntimeFramework extends Omit<Definition<z.ZodObject>, "container" | "load" | "cores"> {
  /** Settings with their defaults filled in. Throws `invalid` (`bad_params`). */
  readonly readParams: (params: Params) => Params;
  readonly container: (file: string, params: Params) => ContainerSpec;
  readonly load: (trainedContext: number | null, params: Params) => Load;
  readonly cores: (available: number, params: Params) => number;
}

/** Ties the functions of an entry to its schema, so that a list of frameworks needs no type parameter. */
export function defineFramework<P extends z.ZodObject>(definition: Definition<P>): RuntimeFramework {
  const { params: schema, container, load, cores } = definition;
  const read = (params: Params): z.output<P> => {
    const parsed = schema.safeParse(params);
    if (parsed.success) return parsed.data;
    const reason: InferenceReason = "bad_params";
    const errors = parsed.error.issues.map(({ path, message }) => ({ path: ["params", ...path].join("."), message }));
    throw new DomainError("invalid", z.prettifyError(parsed.error), { reason, details: { errors } });
  };
  return {
    ...definition,
    readParams: read,
    container: (file, params) => container(file, read(params)),
    load: (trainedContext, params) => load(trainedContext, read(params)),
    cores: (available, params) => cores(available, read(params)),
  };
}
