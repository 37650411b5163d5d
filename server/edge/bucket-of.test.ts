import { expect, test } from "vitest";
import { bucketOf } from "./bucket-of";

test.each([
  ["/lab/model/resolve/main/a.bin", "resolvers"],
  ["/datasets/lab/words/raw/main/a.txt", "resolvers"],
  ["/hf/models/lab/model/resolve/main/a.bin", "resolvers"],
  ["/csghub/hf/lab/model/resolve/main/a.bin", "resolvers"],
  ["/csghub/lab/model.git/info/lfs/objects/batch", "resolvers"],
  ["/lab/model.git/info/lfs/objects/batch", "resolvers"],
  ["/lab/model/git-upload-pack", "resolvers"],
  ["/buckets/lab/box/resolve/a.bin", "resolvers"],
  ["/api/models/lab/model/resolve/main/a.bin", "resolvers"],
  ["/api/models/lab/model/tree/main/raw", "api"],
  ["/api/models/lab/model/tree/main/resolve/a", "api"],
  ["/api/models/raw/model", "api"],
  ["/api/buckets/lab/box/tree/info/lfs", "api"],
  ["/api/v1/models/lab/model/files/raw/x", "api"],
  ["/api/v1/models/raw/resolve/x", "api"],
  ["/hf/api/models/lab/model/paths-info/raw", "api"],
  ["/csghub/api/v1/models/lab/model/raw/a.txt", "api"],
  ["/v1/chat/completions/raw", "api"],
  ["/hf/oauth/raw", "api"],
  ["/models/lab/model/tree/main/raw", "pages"],
  ["/models/raw/resolve", "pages"],
  ["/lab/model/blob/main/resolve/x", "pages"],
  ["/lab/model/resolved", "pages"],
  ["/resolve/raw", "pages"],
  ["/buckets/lab/box/tree/resolve/x", "pages"],
])("%s counts as %s", (path, bucket) => {
  expect(bucketOf(path, "GET")).toBe(bucket);
});

test("who signs in counts apart", () => {
  expect(bucketOf("/api/auth/callback/credentials", "POST")).toBe("signIn");
  expect(bucketOf("/hf/oauth/device", "POST")).toBe("signIn");
  expect(bucketOf("/api/auth/callback/credentials", "GET")).toBe("api");
});
