import type { z } from "zod";
import type { Ctx, Dependency } from "./context";

export interface HttpBinding {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: `/${string}`;
  readonly status?: 200 | 201 | 202 | 204;
}

interface Described<I extends z.ZodObject> {
  /** `context.verbNoun`; the part after the dot is the name of the export. */
  readonly name: `${string}.${string}`;
  readonly summary: string;
  readonly input: I;
  /** Present when the capability is part of the public REST API, the SDKs and the MCP tool list. */
  readonly http?: HttpBinding;
  /** What it writes must stay when it fails, such as a counted guess: an `Idempotency-Key` opens no transaction around it. */
  readonly keepsFailures?: true;
}

interface Definition<P extends Dependency, I extends z.ZodObject, O extends z.ZodType, R extends z.input<O>>
  extends Described<I> {
  readonly output: O;
  readonly run: (ctx: Ctx<P>, input: z.output<I>) => Promise<R>;
}

type Kind = "query" | "command";
type Defined<
  K extends Kind,
  P extends Dependency,
  I extends z.ZodObject,
  O extends z.ZodType,
  R extends z.input<O>,
> = Definition<P, I, O, R> & { readonly kind: K };

const define =
  <K extends Kind>(kind: K) =>
  <I extends z.ZodObject, O extends z.ZodType, R extends z.input<O>, P extends Dependency = never>(
    definition: Definition<P, I, O, R>,
  ): Defined<K, P, I, O, R> => ({ kind, ...definition });

/** Reads; changes nothing; may be repeated and cached. */
export const defineQuery = define("query");
/** Changes state: one transaction of rows, event, job and audit. */
export const defineCommand = define("command");

/** What a stream reads of its request. */
export interface StreamRequest {
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
  /** `Last-Event-ID` of a client that resumes. */
  readonly lastEventId: string | null;
  /** Bytes the client sends, unread; empty without a body. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Media type of the bytes the client sends. */
  readonly contentType: string | null;
}

/** Bytes on their way out; the transport applies back-pressure and stops reading when the client is gone. */
export interface StreamAnswer {
  readonly contentType: string;
  /** Proposes a download under this name. */
  readonly fileName?: string;
  readonly body: AsyncIterable<Uint8Array | string>;
}

interface StreamDefinition<P extends Dependency, I extends z.ZodObject> extends Described<I> {
  /** Media types for the documentation: what comes out, and what is read when bytes come in. */
  readonly produces: string;
  readonly consumes?: string;
  readonly run: (ctx: Ctx<P>, input: z.output<I>, request: StreamRequest) => Promise<StreamAnswer>;
}

/** Produces `text/event-stream`, `text/csv` … or consumes bytes. REST only: not a tRPC procedure. */
export const defineStream = <I extends z.ZodObject, P extends Dependency = never>(
  definition: StreamDefinition<P, I>,
) => ({ kind: "stream" as const, ...definition });

/** What a registry sees: callable with a full context, payload types erased. */
export interface AnyProcedure extends Omit<Definition<never, z.ZodObject, z.ZodType, unknown>, "run"> {
  readonly kind: Kind;
  readonly run: (ctx: Ctx<Dependency>, input: never) => Promise<unknown>;
}
export interface AnyStream extends Omit<StreamDefinition<never, z.ZodObject>, "run"> {
  readonly kind: "stream";
  readonly run: (ctx: Ctx<Dependency>, input: never, request: StreamRequest) => Promise<StreamAnswer>;
}
export type AnyOperation = AnyProcedure | AnyStream;
