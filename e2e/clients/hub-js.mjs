import assert from "node:assert/strict";
import * as hub from "@huggingface/hub";

/** Every call of the JavaScript client that has a server side here, one line for each. */
const hubUrl = process.env.HF_ENDPOINT;
const accessToken = process.env.HF_TOKEN;
const me = await hub.whoAmI({ accessToken, hubUrl });
const name = `${me.name}/js-api`;
const to = { repo: name, accessToken, hubUrl, useXet: false };
const failed = [];

async function call(title, run, check = () => true) {
  try {
    const result = await run();
    assert.ok(await check(result), JSON.stringify(result)?.slice(0, 300));
    process.stdout.write(`${title}: ok\n`);
    return result;
  } catch (error) {
    failed.push(title);
    process.stdout.write(`${title}: FAILED ${error}\n`);
  }
}
const refused = (title, run, status) =>
  call(
    title,
    () =>
      run().then(
        () => 200,
        (error) => error.statusCode ?? error,
      ),
    (code) => code === status,
  );
const all = (items) => Array.fromAsync(items);

const header = Buffer.from('{"w":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}');
const length = Buffer.alloc(8);
length.writeBigUInt64LE(BigInt(header.length));
const weights = Buffer.concat([length, header, Buffer.alloc(16)]);

await call(
  "whoAmI",
  () => hub.whoAmI({ accessToken, hubUrl }),
  ({ type, auth }) => type === "user" && auth.accessToken.role === "write",
);
await call(
  "createRepo",
  () => hub.createRepo({ ...to, license: "mit" }),
  ({ repoUrl }) => repoUrl === `${hubUrl}/${name}`,
);
await refused("createRepo twice", () => hub.createRepo(to), 409);
await call(
  "repoExists",
  () => hub.repoExists(to),
  (found) => found,
);
await call("checkRepoAccess", () => hub.checkRepoAccess(to));
await call("uploadFile", () => hub.uploadFile({ ...to, file: { path: "a b/c.txt", content: new Blob(["text"]) } }));
await call("uploadFiles", () =>
  hub.uploadFiles({
    ...to,
    files: [
      { path: "model.safetensors", content: new Blob([weights]) },
      { path: "config.json", content: new Blob(["{}"]) },
    ],
  }),
);
await call(
  "commit",
  () =>
    hub.commit({
      ...to,
      title: "Several",
      operations: [
        { operation: "addOrUpdate", path: "one.txt", content: new Blob(["1"]) },
        { operation: "delete", path: "config.json" },
      ],
    }),
  ({ commit }) => commit.oid.length === 40,
);
await call(
  "modelInfo",
  () => hub.modelInfo({ name, accessToken, hubUrl, additionalFields: ["safetensors", "tags"] }),
  (info) => info.name === name && info.safetensors.total === 4,
);
await call(
  "listFiles",
  () => all(hub.listFiles({ ...to, recursive: true, expand: true })),
  (files) => files.some(({ path }) => path === "a b/c.txt"),
);
await call(
  "pathsInfo",
  () => hub.pathsInfo({ ...to, paths: ["a b/c.txt", "none"], expand: true }),
  (found) => found.length === 1,
);
await call(
  "fileExists",
  async () => [await hub.fileExists({ ...to, path: "one.txt" }), await hub.fileExists({ ...to, path: "none" })],
  ([one, none]) => one && !none,
);
await call(
  "fileDownloadInfo",
  () => hub.fileDownloadInfo({ ...to, path: "model.safetensors" }),
  ({ size }) => size === weights.length,
);
await call(
  "downloadFile",
  () => hub.downloadFile({ ...to, path: "model.safetensors" }),
  async (file) => weights.equals(Buffer.from(await file.arrayBuffer())),
);
await call(
  "downloadFile of nothing",
  () => hub.downloadFile({ ...to, path: "none" }),
  (file) => file === null,
);
await call(
  "parseSafetensorsMetadata",
  () => hub.parseSafetensorsMetadata({ ...to, computeParametersCount: true }),
  ({ parameterCount }) => parameterCount.F32 === 4,
);
await call(
  "listCommits",
  () => all(hub.listCommits(to)),
  (commits) => commits.at(-1).title === "initial commit",
);
await call(
  "countCommits",
  () => hub.countCommits(to),
  (count) => count === 4,
);
await call("createBranch", () => hub.createBranch({ ...to, branch: "feature" }));
await refused("createBranch twice", () => hub.createBranch({ ...to, branch: "feature" }), 409);
await call("deleteBranch", () => hub.deleteBranch({ ...to, branch: "feature" }));
await call(
  "listModels",
  () => all(hub.listModels({ search: { owner: me.name }, hubUrl, accessToken, additionalFields: ["author"] })),
  (models) => models.some((model) => model.name === name),
);
await call(
  "listModels by tag",
  () => all(hub.listModels({ search: { tags: ["license:mit"], owner: me.name }, hubUrl, accessToken })),
  (models) => models.length > 0,
);
await call("listDatasets", () => all(hub.listDatasets({ search: { owner: me.name }, hubUrl, accessToken })));
await call("listSpaces", () =>
  all(hub.listSpaces({ search: { owner: me.name }, hubUrl, accessToken, additionalFields: ["runtime"] })),
);
await call("createRepo of a space", () => hub.createRepo({ ...to, repo: `spaces/${name}`, sdk: "static" }));
await call(
  "spaceInfo",
  () => hub.spaceInfo({ name, accessToken, hubUrl, additionalFields: ["runtime"] }),
  (info) => info.runtime.stage === "PAUSED",
);
await call("createRepo of a dataset", () => hub.createRepo({ ...to, repo: `datasets/${name}` }));
await call(
  "datasetInfo",
  () => hub.datasetInfo({ name, accessToken, hubUrl }),
  (info) => info.name === name,
);
await call("deleteFile", () => hub.deleteFile({ ...to, path: "one.txt" }));
await call("deleteFiles", () => hub.deleteFiles({ ...to, paths: ["a b/c.txt"] }));
for (const repo of [name, `spaces/${name}`, `datasets/${name}`])
  await call(`deleteRepo ${repo}`, () => hub.deleteRepo({ ...to, repo }));
await refused("modelInfo afterwards", () => hub.modelInfo({ name, accessToken, hubUrl }), 404);

process.stdout.write(`@huggingface/hub: ${failed.length} failed ${failed}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
