import { beforeAll, describe, expect, test } from "vitest";
import { recordParameters } from "@/server/hub/weights/record-parameters";
import { setupCaller } from "@/server/testing/hub-caller";
import { setupHubServer } from "@/server/testing/hub-server";
import { safetensorsOf } from "@/server/testing/model-bytes";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);
const caller = setupCaller(world, server);
const { get } = caller;

describe("lists", () => {
  beforeAll(async () => {
    const card = (more: string) => `---\nlicense: mit\nlanguage: [en]\n${more}---\n# It\n`;
    await repoWith(caller.ctx(), {
      name: "list-one",
      texts: {
        "README.md": card("pipeline_tag: text-generation\ntags: [first]\n"),
        "config.json": '{"model_type": "llama", "architectures": ["LlamaForCausalLM"]}',
      },
      objects: { "model.safetensors": safetensorsOf(1_000) },
    });
    const base = `base_model: ${caller.user().username}/list-one\nbase_model_relation: quantized\n`;
    const { repo } = await repoWith(caller.ctx(), {
      name: "list-two",
      texts: { "README.md": card(base), "config.json": '{"architectures": ["BertForMaskedLM"]}' },
      objects: { "model.safetensors": safetensorsOf(5_000) },
    });
    await recordParameters(caller.ctx(), repo.id);
    const models = `models: [${caller.user().username}/list-one]\nsdk: static\n`;
    await repoWith(caller.ctx(), { name: "list-space", shelf: "spaces", texts: { "README.md": card(models) } });
  });
  const ids = async (query: string, shelf = "models") => {
    const { status, json } = await get(`/api/${shelf}?author=${caller.user().username}&${query}`);
    expect(status).toBe(200);
    return json.map(({ id }: { id: string }) => id.slice(id.indexOf("/") + 1)).toSorted();
  };

  test("are filtered by every word that clients send", async () => {
    expect(await ids("search=list&search=one")).toEqual(["list-one"]);
    expect(await ids("filter=license:mit&filter=first")).toEqual(["list-one"]);
    expect(await ids("filter=license:mit,first")).toEqual(["list-one"]);
    expect(await ids("pipeline_tag=text-generation")).toEqual(["list-one"]);
    expect(await ids("pipeline_tag=fill-mask")).toEqual(["list-two"]);
    expect(await ids(`filter=base_model:quantized:${caller.user().username}/list-one`)).toEqual(["list-two"]);
    expect(await ids("num_parameters=min:2K,max:1M")).toEqual(["list-two"]);
    expect(await ids("num_parameters=max:2")).toEqual([]);
    expect(await ids("apps=vllm")).toEqual(["list-one", "list-two"]);
    expect(await ids("apps=ollama")).toEqual([]);
    expect(await ids("apps=unheard-of")).toEqual([]);
    expect(await ids("gated=true")).toEqual([]);
    expect(await ids("inference=warm")).toEqual([]);
    expect(await ids(`models=${caller.user().username}/LIST-one`, "spaces")).toEqual(["list-space"]);
    expect(await ids(`datasets=${caller.user().username}/none`, "spaces")).toEqual([]);
    expect((await get("/api/models?num_parameters=many")).status).toBe(400);
  });

  test("go on by a link that is absolute and keeps every parameter", async () => {
    const first = await get(`/api/models?author=${caller.user().username}&limit=1&expand=likes&expand[]=downloads`);
    const [, next = ""] = /^<([^>]+)>; rel="next"$/.exec(first.headers.get("link") ?? "") ?? [];
    expect(new URL(next).origin).toBe(server.origin());
    expect(new URL(next).searchParams.getAll("expand")).toEqual(["likes"]);
    const second = await get(next.slice(server.origin().length));
    expect(Object.keys(second.json[0]).toSorted()).toEqual(["_id", "downloads", "id", "likes"]);
    expect(second.json[0].id).not.toBe(first.json[0].id);
  });

  test("show files, settings and weights when they are asked for", async () => {
    const full = await get(`/api/models?author=${caller.user().username}&search=one&full=True&config=1`);
    expect(full.json[0]).toMatchObject({
      sha: expect.stringMatching(/^[0-9a-f]{40}$/),
      config: { model_type: "llama" },
    });
    expect(full.json[0].siblings).toContainEqual({ rfilename: "model.safetensors" });
    const expanded = await get(
      `/api/models?author=${caller.user().username}&search=one&expand=safetensors&expand=transformersInfo`,
    );
    expect(expanded.json[0]).toEqual({
      _id: expect.any(String),
      id: `${caller.user().username}/list-one`,
      safetensors: { parameters: { F16: 1_000 }, total: 1_000 },
      transformersInfo: { auto_model: "AutoModelForCausalLM", pipeline_tag: "text-generation" },
    });
    const info = await get(`/api/models/${caller.user().username}/list-one?securityStatus=true&blobs=true`);
    expect(info.json.securityRepoStatus).toEqual({ scansDone: false, filesWithIssues: [] });
    const children = await get(`/api/models/${caller.user().username}/list-one?expand=childrenModelCount`);
    expect(children.json.childrenModelCount.quantized).toBe(1);
    const based = await get(`/api/models/${caller.user().username}/list-two?expand=baseModels`);
    expect(based.json.baseModels).toEqual({
      relation: "quantized",
      models: [{ id: `${caller.user().username}/list-one` }],
    });
  });

  test("name the tags there are, by type, to anybody", async () => {
    const { json } = await get("/api/models-tags-by-type");
    expect(json.license).toContainEqual({ type: "license", id: "license:mit", label: "mit" });
    expect(json.pipeline_tag).toContainEqual({ type: "pipeline_tag", id: "text-generation", label: "text-generation" });
    expect((await get("/api/datasets-tags-by-type")).status).toBe(200);
  });
});

test("the id that a client gives its request comes back", async () => {
  const answer = await server.fetch("/api/models?limit=1", { headers: { "x-amzn-trace-id": "abc-1" } });
  expect(answer.headers.get("x-request-id")).toMatch(/^Root=[^;]+;abc-1$/);
});
