import type { Call } from "../call";
import { postBatch } from "./batch";
import type { BucketCall } from "./call";
import { getBucketFile, getBucketReadToken, getBucketTree, getBucketWriteToken, postBucketPathsInfo } from "./files";
import { deleteBucket, getBucket, getBuckets, postBucket, putBucketSettings } from "./lifecycle";

type Handle = (call: Call) => Promise<void>;

const CALLS: Readonly<Record<string, (call: BucketCall) => Promise<void>>> = {
  "GET ": getBucket,
  "POST ": postBucket,
  "DELETE ": deleteBucket,
  "PUT settings": putBucketSettings,
  "GET tree": getBucketTree,
  "POST paths-info": postBucketPathsInfo,
  "POST batch": postBatch,
  "GET xet-read-token": getBucketReadToken,
  "GET xet-write-token": getBucketWriteToken,
};

const NAMESPACE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/;
const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,95}$/;

/** `/api/buckets…` (hub-protocols §3.12); `null` for other addresses. */
export function findBucketCall(method: string, path: string): Handle | null {
  const [, , , namespace = "", name, verb = "", ...rest] = path.split("/");
  if (!NAMESPACE.test(namespace)) return null;
  if (name === undefined) return method === "GET" ? (call) => getBuckets(call, namespace) : null;
  const handle = CALLS[`${method} ${verb}`];
  if (!NAME.test(name) || !handle) return null;
  return (call) => handle({ ...call, address: { namespace, name }, rest: rest.join("/") });
}

/** `/buckets/{namespace}/{name}/resolve/{path}`; `null` for other addresses, which are pages. */
export function findBucketFileCall(path: string): Handle | null {
  const [, , namespace = "", name = "", verb, ...rest] = path.split("/");
  if (!NAMESPACE.test(namespace) || !NAME.test(name) || verb !== "resolve" || rest.join("") === "") return null;
  return (call) => getBucketFile({ ...call, address: { namespace, name }, rest: rest.join("/") });
}
