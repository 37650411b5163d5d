import type { PortRange } from "./port";

/** A program on this machine. */
export interface Program {
  /** Without a shell; the workload's own arguments follow. */
  readonly argv: readonly string[];
  /** Where its files are; the program may read them and nothing else of ours. */
  readonly folder: string;
}

export interface LocalComputeConfig {
  /** Holds one folder per workload: `state.json`, logs, the working folder of each replica. */
  readonly root: string;
  /** Path of `keeper.mjs`. */
  readonly keeper: string;
  /** The program behind an image, `null` when it is not installed. */
  readonly findProgram: (image: string) => Promise<Program | null>;
  readonly ports: PortRange;
  /** PATH of the programs and of the tools that wall them in. */
  readonly path: string;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  /** Before the second attempt; it doubles from there to a minute. */
  readonly firstRetryMs: number;
  /** How long a program may take until it answers for the first time. */
  readonly startWithinMs: number;
}
