import type { Bucket } from "@/server/hub/contract/bucket";

type Address = Pick<Bucket, "namespace" | "name">;

/** Page of a bucket, or of a folder in it. */
export const bucketHref = ({ namespace, name }: Address, path = ""): string =>
  `/buckets/${namespace}/${name}${path === "" ? "" : `?path=${encodeURIComponent(path)}`}`;

/** What `hf` calls a bucket, or a folder in it. */
export const bucketUri = ({ namespace, name }: Address, path = ""): string =>
  `hf://buckets/${namespace}/${name}${path === "" ? "" : `/${path}`}`;

/** Where the bytes of a file are. */
export const bucketFileHref = (address: Address, path: string): string =>
  `${bucketHref(address)}/resolve/${path.split("/").map(encodeURIComponent).join("/")}?download=true`;
