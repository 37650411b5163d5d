import { api } from "./_deployed.mjs";
import { MODELS } from "./_provider-server.mjs";

/** The provider of these tests, known to the platform for as long as `work` runs: it gets the name of one of its models. */
export async function withProvider(work) {
  const { id } = await api("POST", "/admin/providers", {
    ...{ kind: "openai-compatible", name: "elsewhere", baseUrl: `${process.env.YARD_TEST_ELSEWHERE}/v1` },
    credential: "sk-elsewhere",
  });
  for (const upstreamName of MODELS) {
    const prices = { inputPrice: "1", outputPrice: "2" };
    await api("POST", `/admin/providers/${id}/models`, {
      publicId: `elsewhere/${upstreamName}`,
      upstreamName,
      ...prices,
    });
  }
  await work((name) => `elsewhere/${name}`);
  await api("DELETE", `/admin/providers/${id}`);
}
