import "server-only";
import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Shelf } from "@/server/hub/contract/repo";
import { DomainError } from "@/server/kernel";
import { api } from "./rsc";

/** The repository that a page is about; the page of what is not there for one that the viewer may not see. */
export const repoOfPage = cache(async (shelf: string, namespace: string, name: string) => {
  const known = Shelf.safeParse(shelf);
  if (!known.success) notFound();
  return orNotFound(api.hub.getRepo({ shelf: known.data, namespace, name }));
});

interface RepoParams {
  readonly shelf: string;
  readonly namespace: string;
  readonly name: string;
  /** Segments after the verb, as Next hands them over: percent-encoded. */
  readonly path?: readonly string[];
}

/** The revision and the path that a page's address names. */
export async function placeOfPage({ shelf, namespace, name, path = [] }: RepoParams) {
  const known = Shelf.safeParse(shelf);
  if (!known.success) notFound();
  return orNotFound(api.hub.getPlace({ shelf: known.data, namespace, name, rest: path.join("/") }));
}

/** What a page shows, or the page of what is not there. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  return (await orNull(reading)) ?? notFound();
}

/** `null` for what is not there, or for an address that cannot be one. */
export async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    const { cause } = error instanceof TRPCError ? error : { cause: undefined };
    if (cause instanceof DomainError && (cause.code === "not_found" || cause.code === "invalid")) return null;
    throw error;
  });
}

/** A part of a page that not everybody may see; `null` for those who may not. */
export async function whenAllowed<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    const { cause } = error instanceof TRPCError ? error : { cause: undefined };
    const hidden = ["not_found", "forbidden", "unauthenticated"];
    if (cause instanceof DomainError && hidden.includes(cause.code)) return null;
    throw error;
  });
}
